/** The dependencies of a Workbench for tests, with fakes for the core and the devices. */
import type { Answer, Module } from '../../../wasm/provisioner';
import type { Surroundings } from '../../src/app/workbench';
import { failure } from '../../src/devices/answers';
import { TabLocks } from '../../src/devices/tab_locks';
import { SerialPorts } from '../../src/devices/serial_ports';
import { Simulation } from '../../src/simulation/simulation';
import type { FakeSerial } from '../devices/fake_serial';
import { FakeWorker } from '../simulation/fake_worker';
import type { FakeSession } from './fake_session';

/** The first module that is loaded makes the product's session, each later one the simulated session. */
export function surroundings(
  product: FakeSession,
  simulated: FakeSession,
  serial: FakeSerial,
): Surroundings & { loaded: string[]; saved: string[]; worker: FakeWorker } {
  const loaded: string[] = [];
  const saved: string[] = [];
  const worker = new FakeWorker();
  return {
    loaded,
    saved,
    worker,
    loadCore: () => {
      const module = loaded.includes('core') ? simulated.module() : product.module();
      loaded.push('core');
      return Promise.resolve<Answer<Module>>({ ok: true, value: module });
    },
    loadSimulation: () => {
      loaded.push('simulation');
      return Promise.resolve<Answer<Simulation>>({ ok: true, value: new Simulation(worker) });
    },
    platform: () => ({}) as ReturnType<Surroundings['platform']>,
    vendorFile: () => Promise.resolve(failure('page.file_failed')),
    ports: new SerialPorts(serial, new TabLocks(undefined)),
    serial: null,
    byUsb: false,
    debuggers: null,
    hid: null,
    keyObstacle: null,
    tabs: null,
    save: (name) => void saved.push(name),
  };
}
