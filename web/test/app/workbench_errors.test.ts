// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Workbench } from '../../src/app/workbench';
import { HidDevices } from '../../src/devices/hid_devices';
import { TabLocks } from '../../src/devices/tab_locks';
import { FakeHid, FakeHidDevice } from '../devices/fake_hid';
import { FakePort, FakeSerial } from '../devices/fake_serial';
import { board } from '../scene_parts';
import { error, scenes } from '../scenes';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

let product: FakeSession;
let simulation: FakeSession;
let serial: FakeSerial;
let hid: FakeHid;
let parts: ReturnType<typeof surroundings>;
let workbench: Workbench;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(async () => {
  product = new FakeSession();
  simulation = new FakeSession();
  serial = new FakeSerial();
  hid = new FakeHid();
  const debuggers = new HidDevices(hid.asHid(), new TabLocks(undefined));
  parts = surroundings(product, simulation, serial);
  workbench = new Workbench({ ...parts, debuggers }, () => undefined);
  await workbench.start();
});

describe('where an error is shown', () => {
  test('an error of one board is not shown for another', async () => {
    product.become(scenes.several?.state ?? product.current);
    product.answers.set('provision', { ok: false, error: error('provision.not_paired') });
    product.answers.set('signIn', { ok: false, error: error('aws.credentials_malformed') });
    workbench.run({ do: 'provision' });
    workbench.run({
      do: 'sign_in',
      keys: { accessKeyId: '', secretAccessKey: '', sessionToken: '', region: 'eu-west-1' },
    });
    await settle();
    expect(workbench.view.errors.provision?.code).toBe('provision.not_paired');
    workbench.run({ do: 'select_board', id: 2 });
    expect(workbench.view.errors.provision).toBeUndefined();
    expect(workbench.view.errors.account?.code).toBe('aws.credentials_malformed');
    workbench.run({ do: 'sign_out' });
    expect(workbench.view.errors.account).toBeUndefined();
  });

  /** Starts a command that is answered only when the returned function is called. */
  function late(call: 'provision' | 'signIn', code: string): () => Promise<void> {
    let settled: () => void = () => undefined;
    const answered = new Promise<never>((resolve) => {
      settled = () => resolve({ ok: false, error: error(code) } as never);
    });
    vi.spyOn(product.session, call === 'provision' ? 'command' : call).mockReturnValueOnce(answered);
    workbench.run(
      call === 'provision'
        ? { do: 'provision' }
        : {
            do: 'sign_in',
            keys: { accessKeyId: '', secretAccessKey: '', sessionToken: '', region: 'eu-west-1' },
          },
    );
    return () => {
      settled();
      return settle();
    };
  }

  test('a late error is not shown for a board that was selected meanwhile', async () => {
    product.become(scenes.several?.state ?? product.current);
    const provisioned = late('provision', 'provision.not_paired');
    const signedIn = late('signIn', 'aws.unknown_key');
    workbench.run({ do: 'select_board', id: 2 });
    await provisioned();
    await signedIn();
    expect(workbench.view.errors.provision).toBeUndefined();
    expect(workbench.view.errors.account?.code).toBe('aws.unknown_key'); // one account for all boards
  });

  test('an error of the product is not shown in the simulation, nor the other way round', async () => {
    const signedIn = late('signIn', 'aws.unknown_key');
    workbench.run({ do: 'try' });
    await settle();
    await signedIn();
    expect(workbench.view.errors).toEqual({});
    parts.worker.answers.set('addBoard', { ok: false, error: error('page.core_stopped') });
    workbench.run({ do: 'simulated_plug' });
    workbench.run({ do: 'leave_simulation' });
    await settle();
    expect(workbench.view.errors).toEqual({});
  });

  test('an error while the simulation starts is shown in it, and not after the user left it', async () => {
    const refused = { ok: false as const, error: error('page.core_stopped') };
    parts.worker.answers.set('addBoard', refused);
    workbench.run({ do: 'try' });
    await settle();
    expect(workbench.view).toMatchObject({ simulated: true, errors: { board: refused.error } });
    workbench.run({ do: 'leave_simulation' });
    let answer: () => void = () => undefined;
    parts.worker.answers.set('addBoard', new Promise((resolve) => (answer = () => resolve(refused))));
    workbench.run({ do: 'try' });
    await settle();
    workbench.run({ do: 'leave_simulation' });
    answer();
    await settle();
    expect(workbench.view.errors).toEqual({});
  });

  test('the error of a closed list of debuggers is shown for the board that was chosen before', async () => {
    product.become(scenes.several?.state ?? product.current);
    vi.stubGlobal('navigator', { userActivation: { isActive: true } });
    serial.pick = new FakePort();
    vi.spyOn(product.session, 'attachBoard').mockImplementationOnce(() => {
      product.become({
        ...product.current,
        boards: [...product.current.boards, { ...board, id: 3 }],
        selected: 3,
      });
      return Promise.resolve({ ok: true, value: 3 });
    });
    workbench.run({ do: 'connect_board' });
    await settle();
    vi.unstubAllGlobals();
    expect(workbench.view.state.selected).toBe(3);
    expect(workbench.view.errors.board?.code).toBe('page.debugger_picker_closed');
  });

  test('an error is shown if a plugged-in board cannot be attached', async () => {
    product.answers.set('attachBoard', { ok: false, error: error('base.cancelled') });
    serial.report('connect', new FakePort());
    await settle();
    expect(workbench.view.errors.board).toBeUndefined();
    product.answers.set('attachBoard', { ok: false, error: error('page.module_failed') });
    serial.report('connect', new FakePort());
    await settle();
    expect(workbench.view.errors.board?.code).toBe('page.module_failed');
  });

  test('an error is shown if a plugged-in debugger cannot be attached, but not in the simulation', async () => {
    const comes = async (): Promise<void> => {
      product.answers.set('attachDebugger', { ok: false, error: error('page.module_failed') });
      hid.report('connect', new FakeHidDevice());
      await settle();
    };
    await comes();
    expect(workbench.view.errors.board?.code).toBe('page.module_failed');
    workbench.run({ do: 'try' });
    await settle();
    await comes();
    expect(workbench.view.errors.board).toBeUndefined();
  });
});
