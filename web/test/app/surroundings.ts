/** What a page would give to a workbench, with fakes for what lies beyond. */
import type { Answer, Module } from '../../../wasm/provisioner';
import type { Surroundings } from '../../src/app/workbench';
import { OtherTabs } from '../../src/devices/other_tabs';
import { SerialPorts } from '../../src/devices/serial_ports';
import type { FakeSerial } from '../devices/fake_serial';
import { error } from '../scenes';
import type { FakeSession } from './fake_session';

export function surroundings(
  product: FakeSession,
  simulation: FakeSession,
  serial: FakeSerial,
): Surroundings & { loaded: string[] } {
  const loaded: string[] = [];
  return {
    loaded,
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
    saveImage: () => Promise.resolve({ ok: false, error: error('page.image_failed') }),
  };
}
