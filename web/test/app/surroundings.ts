/** The dependencies of a Workbench for tests, with fakes for the core and the devices. */
import type { Answer, Module } from '../../../wasm/provisioner';
import type { Surroundings } from '../../src/app/workbench';
import { TabLocks } from '../../src/devices/tab_locks';
import { SerialPorts } from '../../src/devices/serial_ports';
import type { FakeSerial } from '../devices/fake_serial';
import type { FakeSession } from './fake_session';

export function surroundings(
  product: FakeSession,
  simulation: FakeSession,
  serial: FakeSerial,
): Surroundings & { loaded: string[]; saved: string[] } {
  const loaded: string[] = [];
  const saved: string[] = [];
  return {
    loaded,
    saved,
    loadCore: (build) => {
      loaded.push(build);
      const module = build === 'product' ? product.module(false) : simulation.module(true);
      return Promise.resolve<Answer<Module>>({ ok: true, value: module });
    },
    platform: () => ({}) as ReturnType<Surroundings['platform']>,
    ports: new SerialPorts(serial, new TabLocks(undefined)),
    serial: null,
    byUsb: false,
    debuggers: null,
    hid: null,
    framed: false,
    save: (name) => void saved.push(name),
  };
}
