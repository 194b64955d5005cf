/** What a page would give to a workbench, with fakes for what lies beyond. */
import type { Answer, Module } from '../../../wasm/provisioner';
import type { Surroundings } from '../../src/app/workbench';
import { OtherTabs } from '../../src/devices/other_tabs';
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
    ports: new SerialPorts(serial, new OtherTabs(undefined)),
    serial: null,
    byUsb: false,
    debuggers: null,
    hid: null,
    framed: false,
    save: (name) => void saved.push(name),
  };
}
