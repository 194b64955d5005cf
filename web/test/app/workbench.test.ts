// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { JobState } from '../../../wasm/provisioner';
import { Workbench } from '../../src/app/workbench';
import { FakePort, FakeSerial } from '../devices/fake_serial';
import { board, job, withBoard } from '../scene_parts';
import { error, scenes, view } from '../scenes';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

let product: FakeSession;
let simulation: FakeSession;
let serial: FakeSerial;
let workbench: Workbench;
let parts: ReturnType<typeof surroundings>;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  product = new FakeSession();
  simulation = new FakeSession();
  serial = new FakeSerial();
  parts = surroundings(product, simulation, serial);
  workbench = new Workbench(parts, () => undefined);
});

describe('the workbench', () => {
  test('starts with the product only, and attaches boards that were granted before', async () => {
    serial.ports = [new FakePort(), new FakePort()];
    await workbench.start();
    await settle();
    expect(parts.loaded).toEqual(['core']);
    expect(product.calls).toEqual(['attachBoard', 'attachBoard']);
    expect(workbench.view).toMatchObject({ core: 'ready', version: '1.2.3', simulated: false });
  });

  test('keeps the name that the user gives a board, until the user takes it back', async () => {
    localStorage.clear();
    await workbench.start();
    product.become({ ...product.current, ...withBoard({ secureElement: '0123EE' }) });
    workbench.run({ do: 'name_board', id: board.id, name: ' Window sill ' });
    expect(workbench.view.names).toEqual({ '0123EE': 'Window sill' });
    expect(new Workbench(parts, () => undefined).view.names).toEqual({ '0123EE': 'Window sill' });
    workbench.run({ do: 'name_board', id: board.id, name: '' });
    expect(new Workbench(parts, () => undefined).view.names).toEqual({});
  });

  test('reports why the core was not loaded', async () => {
    const answer = { ok: false as const, error: error('page.module_failed') };
    workbench = new Workbench({ ...parts, loadCore: () => Promise.resolve(answer) }, () => undefined);
    await workbench.start();
    expect(workbench.view).toMatchObject({ core: 'failed', coreError: { code: 'page.module_failed' } });
  });

  test('a list of ports closed without a choice is an error of the Board card, until the next attempt', async () => {
    await workbench.start();
    workbench.run({ do: 'connect_board' });
    expect(workbench.view.choosing).toBe('port');
    await settle();
    expect(workbench.view.choosing).toBeNull();
    expect(workbench.view.errors.board?.code).toBe('page.picker_closed');
    serial.pick = new FakePort();
    workbench.run({ do: 'connect_board' });
    expect(workbench.view.errors.board).toBeUndefined();
    await settle();
    expect(product.calls).toEqual(['attachBoard']);
  });

  test('a click before the core is loaded opens the list at once; the port waits for the core', async () => {
    let load: () => void = () => undefined;
    const loaded = new Promise<void>((resolve) => (load = resolve));
    const loadCore: typeof parts.loadCore = async () => {
      await loaded;
      return parts.loadCore();
    };
    workbench = new Workbench({ ...parts, loadCore }, () => undefined);
    const started = workbench.start();
    serial.pick = new FakePort();
    workbench.run({ do: 'connect_board' });
    expect(workbench.view.choosing).toBe('port');
    await settle();
    expect(workbench.view).toMatchObject({ core: 'loading', choosing: null, early: 'attaching' });
    load();
    await started;
    await settle();
    expect(product.calls).toEqual(['attachBoard']);
    expect(workbench.view.early).toBeNull();
  });

  test('the choice in a list that was opened before the page was loaded is used', async () => {
    await workbench.start(Promise.resolve({ ok: true, value: new FakePort() }));
    await settle();
    expect(product.calls).toEqual(['attachBoard']);
    workbench = new Workbench(parts, () => undefined);
    await workbench.start(Promise.resolve({ ok: false, error: error('page.picker_closed') }));
    await settle();
    expect(workbench.view.errors.board?.code).toBe('page.picker_closed');
  });

  test('asks for another click if the first one is too old for the browser to open a list', async () => {
    Object.defineProperty(navigator, 'userActivation', { value: { isActive: false }, configurable: true });
    await workbench.start();
    workbench.run({ do: 'connect_board' });
    await settle();
    expect(workbench.view).toMatchObject({ choosing: null, early: 'click_again' });
    Object.defineProperty(navigator, 'userActivation', { value: { isActive: true }, configurable: true });
    serial.pick = new FakePort();
    workbench.run({ do: 'connect_board' });
    expect(workbench.view).toMatchObject({ choosing: 'port', early: null });
    await settle();
    expect(product.calls).toEqual(['attachBoard']);
    Reflect.deleteProperty(navigator, 'userActivation');
  });

  test('the error of a list closed without a choice disappears when the board is plugged in', async () => {
    await workbench.start();
    workbench.run({ do: 'connect_board' });
    await settle();
    expect(workbench.view.errors.board?.code).toBe('page.picker_closed');
    serial.report('connect', new FakePort());
    expect(workbench.view.errors.board).toBeUndefined();
  });

  test('choosing the port of a known board selects the board, and identifies it again if it failed or is unplugged', async () => {
    const port = new FakePort();
    serial.ports = [port];
    serial.pick = port;
    await workbench.start();
    await settle();
    for (const status of ['ready', 'busy', 'failed', 'gone'] as const) {
      product.calls = [];
      product.become(view({}, { boards: [{ ...board, id: 1, status }] }).state);
      workbench.run({ do: 'connect_board' });
      await settle();
      const asked = { ready: [], busy: [], failed: ['identifyAgain 1'], gone: ['attachBoard'] }[status];
      expect(product.calls).toEqual(['selectBoard 1', ...asked]);
      expect(workbench.view.errors.board).toBeUndefined();
    }
  });

  test('a board that was forgotten while it was being attached leaves its port free', async () => {
    serial.pick = new FakePort();
    await workbench.start();
    let attached: () => void = () => undefined;
    product.attaching = new Promise((resolve) => (attached = resolve));
    workbench.run({ do: 'connect_board' });
    await settle();
    workbench.run({ do: 'forget_board' });
    product.become(view().state);
    attached();
    await settle();
    workbench.run({ do: 'connect_board' });
    await settle();
    expect(product.calls).toEqual(['forgetBoard 0', 'attachBoard', 'attachBoard']);
  });

  test('forgetting a board other than the selected one keeps the errors of the selected one', async () => {
    await workbench.start();
    product.become(scenes.several?.state ?? product.current);
    workbench.run({ do: 'plan', renew: false });
    product.answers.set('provision', { ok: false, error: error('provision.not_paired') });
    workbench.run({ do: 'provision' });
    await settle();
    workbench.run({ do: 'forget_board', id: 2 });
    await settle();
    expect(product.calls.at(-1)).toBe('forgetBoard 2');
    expect(workbench.view.errors.provision?.code).toBe('provision.not_paired');
  });

  test('asks before the user leaves the page only while a job runs on a real board', async () => {
    const asks = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks()).toBe(false);
    await workbench.start();
    product.become(scenes.planned?.state ?? product.current);
    expect(asks()).toBe(false);
    product.become(scenes.running?.state ?? product.current);
    expect(asks()).toBe(true);
    product.become(view().state);
    workbench.run({ do: 'try' });
    await settle();
    simulation.become(scenes.running?.state ?? simulation.current);
    expect(asks()).toBe(false);
  });

  test('an unplugged board gets its port back when it returns', async () => {
    const port = new FakePort();
    serial.ports = [port];
    await workbench.start();
    await settle();
    serial.report('disconnect', port);
    expect(product.calls.at(-1)).toBe('boardGone 1');
    product.become(scenes.gone?.state ?? product.current);
    serial.report('connect', new FakePort());
    expect(product.calls.at(-1)).toBe('attachBoard');
  });

  test('devices plugged in while the tab is hidden wait until it is visible', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const [early, late, pulled] = [new FakePort(), new FakePort(), new FakePort()];
    serial.ports = [early];
    await workbench.start();
    serial.report('connect', late);
    serial.report('connect', pulled);
    serial.report('disconnect', pulled);
    await settle();
    expect(product.calls).toEqual([]);
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(product.calls).toEqual(['attachBoard', 'attachBoard']);
  });

  test('a board unplugged while it is being attached is reported as soon as it has an id', async () => {
    await workbench.start();
    const port = new FakePort();
    serial.report('connect', port);
    serial.report('disconnect', port);
    await settle();
    expect(product.calls).toEqual(['attachBoard', 'boardGone 1']);
  });

  test('a double click provisions once', async () => {
    await workbench.start();
    product.become(scenes.ready?.state ?? product.current);
    product.answers.set('provision', { ok: true, value: { thingName: 'thing-1' } });
    workbench.run({ do: 'provision' });
    expect(workbench.view.starting).toBe(true);
    workbench.run({ do: 'provision' });
    await settle();
    expect(workbench.view.starting).toBe(false);
    expect(product.calls.filter((call) => call.startsWith('provision'))).toHaveLength(1);
  });

  test('provisioning keeps the choice of the plan that was shown', async () => {
    await workbench.start();
    const provisionWith = async (change: Partial<JobState>): Promise<void> => {
      product.become(view({}, withBoard({ job: job(change) })).state);
      workbench.run({ do: 'provision' });
      await settle();
    };
    await provisionWith({ renews: true });
    await provisionWith({ renews: true, kind: 'inspect' });
    await provisionWith({});
    expect(product.calls).toEqual([
      'provision 1 true "mar" "proved"',
      'provision 1 false "mar" "proved"',
      'provision 1 false "mar" "proved"',
    ]);
  });

  test('a plan that is shown is made again for the method that the user chooses', async () => {
    await workbench.start();
    product.become(view({}, withBoard({ job: null })).state);
    workbench.run({ do: 'choose_method', method: 'jitr' });
    await settle();
    expect(workbench.view.method).toBe('jitr');
    expect(product.calls).toEqual([]);
    product.become(view({}, withBoard({ job: job({ renews: true }) })).state);
    workbench.run({ do: 'choose_method', method: 'mar' });
    workbench.run({ do: 'choose_method', method: 'jitr' });
    workbench.run({ do: 'provision' });
    await settle();
    expect(product.calls).toEqual([
      'makePlan 1 true "mar"',
      'makePlan 1 true "jitr"',
      'provision 1 true "jitr" "proved"',
    ]);
  });

  test('an authority counts as saved once its files were written', async () => {
    await workbench.start();
    product.answers.set('authorityFiles', { ok: false, error: error('session.no_account') });
    workbench.run({ do: 'save_authority' });
    await settle();
    expect(workbench.view.authority).toBe('page');
    workbench.view.errors.authority = undefined;
    product.answers.delete('authorityFiles');
    workbench.run({ do: 'save_authority' });
    await vi.waitFor(() => expect(workbench.view.authority).toBe('saved'));
  });

  test('stopping a job is not an error', async () => {
    await workbench.start();
    workbench.run({ do: 'plan', renew: false });
    await settle();
    expect(workbench.view.errors.provision).toBeUndefined();
  });

  test('a failed command is an error of its card', async () => {
    await workbench.start();
    product.answers.set('signIn', { ok: false, error: error('aws.credentials_malformed') });
    workbench.run({
      do: 'sign_in',
      keys: { accessKeyId: '', secretAccessKey: '', sessionToken: '', region: 'eu-west-1' },
    });
    await settle();
    expect(workbench.view.errors.account?.code).toBe('aws.credentials_malformed');
  });

  test('a command whose code cannot be fetched is an error of its card', async () => {
    vi.doMock('../../src/app/authority', () => {
      throw new TypeError('offline');
    });
    await workbench.start();
    workbench.run({ do: 'save_authority' });
    await vi.waitFor(() => expect(workbench.view.errors.authority?.code).toBe('page.module_failed'));
    vi.doUnmock('../../src/app/authority');
  });

  test('no secret is in the view', async () => {
    await workbench.start();
    workbench.run({
      do: 'sign_in',
      keys: {
        accessKeyId: 'AKIAIDENTIFIER',
        secretAccessKey: 'top-secret',
        sessionToken: 'token',
        region: 'eu-west-1',
      },
    });
    workbench.run({ do: 'set_wifi', settings: { ssid: 'Home', passphrase: 'top-secret', security: 'wpa' } });
    await settle();
    expect(JSON.stringify(workbench.view)).not.toMatch(/AKIAIDENTIFIER|top-secret/);
  });

  test('changes of the hidden session are not drawn', async () => {
    await workbench.start();
    workbench.run({ do: 'try' });
    await settle();
    product.become(view({}, { selected: 9 }).state);
    expect(workbench.view.state.selected).not.toBe(9);
  });

  test('identifies the board repeatedly while waiting for new firmware, without flicker', async () => {
    vi.useFakeTimers();
    try {
      await workbench.start();
      const demo = scenes.demo?.state ?? product.current;
      const [board] = demo.boards;
      if (!board) throw new Error('the scene has no board');
      product.become(demo);
      let answered: () => void = () => undefined;
      product.identifying = new Promise((resolve) => (answered = resolve));
      await vi.advanceTimersByTimeAsync(3_100);
      product.become({
        ...demo,
        boards: [{ ...board, status: 'identifying', firmware: 'none' }],
        next: 'wait',
      });
      expect(workbench.view.state).toMatchObject({
        boards: [{ status: 'ready', firmware: 'demo' }],
        next: 'load_provisioning_firmware',
      });
      // What is next for another board, or of something else, is not its business.
      const both = {
        ...demo,
        boards: [
          { ...board, status: 'identifying' as const },
          { ...board, id: 2 },
        ],
      };
      product.become({ ...both, selected: 2, next: 'wait' });
      expect(workbench.view.state.next).toBe('wait');
      product.become({ ...both, next: 'give_keys' });
      expect(workbench.view.state.next).toBe('give_keys');
      product.current = { ...demo, boards: [{ ...board, firmware: 'provisioning' }], next: 'plan' };
      answered();
      await vi.advanceTimersByTimeAsync(10);
      expect(workbench.view.state).toMatchObject({ boards: [{ firmware: 'provisioning' }], next: 'plan' });
      const asked = product.calls.length;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(product.calls).toHaveLength(asked);
    } finally {
      vi.useRealTimers();
    }
  });

  test('saves the image for the drive that the core has checked', async () => {
    await workbench.start();
    workbench.run({ do: 'download_image', image: 'demo', family: 'PIC-IoT' });
    await settle();
    expect(product.calls).toEqual(['vendorImage "PIC-IoT" "demo"']);
    expect(parts.saved).toEqual(['pic24fj128ga705-aws-iot-demo.hex']);
  });

  test('does not save an image that is not the vendor’s, which is an error of the Board card', async () => {
    await workbench.start();
    product.answers.set('vendorImage', { ok: false, error: error('provision.image_differs') });
    workbench.run({ do: 'download_image', image: 'demo', family: 'PIC-IoT' });
    await settle();
    expect(parts.saved).toEqual([]);
    expect(workbench.view.errors.board?.code).toBe('provision.image_differs');
  });

  test('never accepts keys in a frame', async () => {
    workbench = new Workbench({ ...parts, keyObstacle: 'page.framed' }, () => undefined);
    await workbench.start();
    workbench.run({
      do: 'sign_in',
      keys: { accessKeyId: '', secretAccessKey: '', sessionToken: '', region: 'eu-west-1' },
    });
    await settle();
    expect(product.calls).toEqual([]);
    expect(workbench.view.errors.account?.code).toBe('page.framed');
  });
});
