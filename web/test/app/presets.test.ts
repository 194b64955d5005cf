// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { presetsOf } from '../../src/app/presets';
import '../../src/app/provisioner-app';
import { Workbench } from '../../src/app/workbench';
import '../../src/steps/wifi-card';
import { account, withBoard } from '../scene_parts';
import { view } from '../scenes';
import { drawCard, fixture, form, paste, recognised, written } from '../steps/account_fixture';
import { FakeSerial } from '../devices/fake_serial';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

const nothing = { region: '', ssid: '', title: '' };
const link = '#/setup?region=eu-west-1&ssid=Workshop+2.4&title=IoT%20in%20M%C3%BCnchen';
const presets = { region: 'eu-west-1', ssid: 'Workshop 2.4', title: 'IoT in München' };

describe('the presets of a link', () => {
  test.each([
    ['', nothing],
    ['#/setup', nothing],
    [link, presets],
    ['#/tray?ssid=a%3Fb', { ...nothing, ssid: 'a?b' }],
    ['#/setup?region=eu-north-1', nothing], // the boards do not support it
    ['#/setup?ssid=' + 'ä'.repeat(17), nothing], // 34 bytes
    ['#/setup?accessKeyId=AKIA&secretAccessKey=secret&passphrase=secret', nothing],
  ])('%s', (fragment, expected) => {
    expect(presetsOf(fragment)).toEqual(expected);
  });

  test('have a title of at most 60 characters, without those that are invisible or turn the text around', () => {
    expect(presetsOf('#/setup?title=' + '😀'.repeat(70)).title).toBe('😀'.repeat(60));
    expect(presetsOf('#/setup?title=a%E2%80%AEb%00c%0Ad').title).toBe('abcd');
  });
});

describe('the page', () => {
  afterEach(() => history.replaceState(null, '', '#'));

  const open = (): Workbench =>
    new Workbench(surroundings(new FakeSession(), new FakeSession(), new FakeSerial()), () => undefined);

  test('keeps the presets when another view is shown, and takes those of another link', async () => {
    history.replaceState(null, '', link);
    const workbench = open();
    await workbench.start();
    await expect.poll(() => workbench.view.presets).toEqual(presets);
    for (const [hash, expected] of [
      ['#/live', presets],
      ['#/setup?title=Another', { ...nothing, title: 'Another' }],
    ] as const) {
      history.replaceState(null, '', hash);
      dispatchEvent(new Event('hashchange'));
      await expect.poll(() => workbench.view.presets).toEqual(expected);
    }
  });

  test('shows the title as plain text, in place of its own line', async () => {
    const app = document.createElement('provisioner-app');
    const title = '<b>IoT</b> workshop';
    app.workbench = {
      view: view({ presets: { ...nothing, title } }),
      log: [],
    } as unknown as Workbench;
    document.body.append(app);
    await app.updateComplete;
    const line = app.renderRoot.querySelector('.tagline');
    expect(line?.textContent).toBe(title);
    expect(line?.children).toHaveLength(0);
    app.remove();
  });

  test('proposes the network of the link, but not to a virtual board', async () => {
    const card = document.createElement('wifi-card');
    document.body.append(card);
    const shown = async (simulated: boolean): Promise<string | undefined> => {
      card.view = view({ presets, simulated }, { ...withBoard({ simulated }), account, next: 'set_wifi' });
      await card.updateComplete;
      return card.renderRoot.querySelector<HTMLInputElement>('#ssid')?.value;
    };
    expect(await shown(false)).toBe('Workshop 2.4');
    expect(await shown(true)).toBe('Any network');
    card.remove();
  });
});

describe('the region of a link', () => {
  beforeEach(async () => {
    await drawCard('us-east-1');
    fixture.card.view = view({ presets });
    await fixture.card.updateComplete;
  });
  const list = (): HTMLSelectElement | null => form().querySelector('select');

  test('is proposed in place of the one that the user chose before, and the form says so', () => {
    expect(list()?.value).toBe('eu-west-1');
    expect(written(document.body)).toContain('The link to this page proposes the region');
  });

  test('is not used for pasted keys until the user confirms it', async () => {
    fixture.answer = { ok: true, value: { ...recognised, region: '' } };
    await paste('keys');
    expect(fixture.sent).toEqual([]);
    expect(list()?.value).toBe('eu-west-1');
    const button = [...form().querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Connect account'),
    );
    button?.click();
    expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { region: 'eu-west-1' } }]);
  });

  test('gives way to the region that the keys name', async () => {
    await paste('keys');
    expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { region: 'eu-central-1' } }]);
  });

  test('gives way to the region that the user chooses', async () => {
    const chosen = list();
    if (!chosen) throw new Error('no list');
    chosen.value = 'us-east-2';
    chosen.dispatchEvent(new Event('change'));
    fixture.card.view = view({ presets, online: false });
    await fixture.card.updateComplete;
    expect(list()?.value).toBe('us-east-2');
    expect(written(document.body)).not.toContain('The link to this page proposes');
  });
});
