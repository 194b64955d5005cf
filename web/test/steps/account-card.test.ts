// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Recognised } from '../../../wasm/provisioner';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/account-card';
import { account, live } from '../scene_parts';
import { error, scenes, view } from '../scenes';

const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12';
const recognised: Recognised = {
  form: 'environment_bash',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: secret,
  sessionToken: '',
  region: 'eu-central-1',
  profile: '',
  warnings: [],
};

let card: HTMLElementTagNameMap['account-card'];
let sent: Command[];
let answer: Answer<Recognised>;

/** The part of the card that takes keys. */
function form(): ShadowRoot {
  const found = card.renderRoot.querySelector('key-form')?.shadowRoot;
  if (!found) throw new Error('no form');
  return found;
}

/** All that stands in the document, shadow roots too: text and attributes. */
function written(root: Element | ShadowRoot): string {
  const own = root instanceof Element ? [...root.attributes].map(({ value }) => value).join(' ') : '';
  const text = [...root.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent);
  const inside = root instanceof Element && root.shadowRoot ? written(root.shadowRoot) : '';
  return [own, ...text, inside, ...[...root.children].map(written)].join(' ');
}

function values(): string[] {
  const inputs = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [element.value]
        : []),
      ...(element.shadowRoot ? inputs(element.shadowRoot) : []),
    ]);
  return inputs(document).filter((value) => value !== '');
}

/** Pastes, and waits until the core has answered and the card is drawn. */
async function paste(text: string): Promise<void> {
  const box = form().querySelector('textarea');
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
  box?.dispatchEvent(event);
  await Promise.resolve();
  await Promise.resolve();
  await card.updateComplete;
}

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  sent = [];
  answer = { ok: true, value: recognised };
  card = document.createElement('account-card');
  card.view = view();
  card.ask = { recognise: () => Promise.resolve(answer), policies: () => null } as unknown as Enquiries;
  card.addEventListener('command', (event: CommandEvent) => sent.push(event.command));
  document.body.append(card);
  await card.updateComplete;
});

describe('the account card', () => {
  test('hands pasted keys over at once, with the region found in them, and says which form it was', async () => {
    await paste('export …');
    const { accessKeyId, secretAccessKey, sessionToken, region } = recognised;
    expect(sent).toEqual([{ do: 'sign_in', keys: { accessKeyId, secretAccessKey, sessionToken, region } }]);
    expect(written(document.body)).toContain('Recognised environment lines, region eu-central-1.');
  });

  test('keeps nothing of a paste: not in text, attributes, fields, storage or address', async () => {
    await paste(`export AWS_SECRET_ACCESS_KEY=${secret}`);
    expect(written(document.documentElement)).not.toContain(secret);
    expect(values()).toEqual([]);
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain(secret);
    expect(location.href).not.toContain(secret);
  });

  test('keeps nothing of what is not recognised either', async () => {
    answer = { ok: false, error: error('aws.credentials_unrecognised') };
    await paste(secret);
    expect(sent).toEqual([]);
    expect(values()).toEqual([]);
    expect(written(document.documentElement)).not.toContain(secret);
    expect(written(document.body)).toContain('No keys in there');
  });

  test('keeps what was typed while it is none that the core takes; then the id alone', async () => {
    const id = form().querySelector<HTMLInputElement>('#key-id');
    const field = form().querySelector<HTMLElementTagNameMap['secret-field']>('#secret');
    if (!id || !field) throw new Error('no fields');
    id.value = 'AKIAIOSFODNN7EXAMPLE';
    field.value = secret;
    const submit = (): void => form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
    submit();
    expect(sent).toMatchObject([
      { do: 'sign_in', keys: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret } },
    ]);
    const drawn = async (next: typeof card.view): Promise<void> => {
      card.view = next;
      await card.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
    };
    await drawn({ ...card.view, errors: { account: error('aws.credentials_malformed') } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE', secret]);
    submit();
    const { state } = view();
    await drawn({ ...view(), state: { ...state, account: { ...state.account, status: 'checking' } } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE']);
    await drawn(view());
    field.value = secret;
    submit(); // and is answered before the checking was drawn
    await drawn({ ...view(), errors: { account: error('aws.unknown_key') } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE']);
  });

  test('tells why the keys just given are none, not what AWS said of those before', async () => {
    const before = scenes.wrong_secret;
    if (!before) throw new Error('no scene');
    card.view = { ...before, errors: { account: error('aws.credentials_swapped') } };
    await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    expect(written(document.body)).toContain('The two are swapped');
  });

  test('takes Enter in a field as the button, but not on the button beside it', async () => {
    const field = form().querySelector('#secret')?.shadowRoot;
    const press = (element?: Element | null) =>
      element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    press(field?.querySelector('button'));
    expect(sent).toEqual([]);
    press(field?.querySelector('input'));
    await card.updateComplete;
    expect(sent).toHaveLength(1);
    // The secrets have gone to the core by now.
    card.view = view({}, { account: { ...view().state.account, status: 'checking' } });
    await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    press(field?.querySelector('input'));
    expect(sent).toHaveLength(1);
  });

  test('no field invites the browser to store or check what is in it', () => {
    const fields = [
      form(),
      ...[...form().querySelectorAll('secret-field')].map(({ renderRoot }) => renderRoot),
    ];
    for (const field of fields.flatMap((root) => [...root.querySelectorAll('input, textarea')])) {
      expect(field.getAttribute('autocomplete')).toBe('off');
      expect(field.getAttribute('spellcheck')).toBe('false');
      expect(field.getAttribute('type')).not.toBe('password');
    }
  });

  test('takes no keys when another origin shows the page', async () => {
    card.view = scenes.framed ?? card.view;
    await card.updateComplete;
    expect(card.renderRoot.querySelectorAll('key-form')).toHaveLength(0);
    expect(written(document.body)).not.toContain('Secret access key');
    expect(written(document.body)).toContain('Keys are not taken here');
  });

  test('begins afresh after the keys were forgotten', async () => {
    await paste('export …');
    card.view = scenes.root_keys ?? card.view;
    await card.updateComplete;
    card.view = view();
    await card.updateComplete;
    expect(written(document.body)).not.toContain('Recognised');
  });

  describe('once the keys are good', () => {
    const good = view({}, { account, live });
    const checking = view({}, { account: { ...view().state.account, status: 'checking' } });
    const list = () => card.renderRoot.querySelector('select');
    const button = () =>
      [...card.renderRoot.querySelectorAll('button')].find(({ textContent }) =>
        textContent.includes('Check in this region'),
      );
    const show = async (shown: typeof card.view): Promise<void> => {
      card.view = shown;
      await card.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
    };
    const choose = async (region: string): Promise<void> => {
      const regions = list();
      if (!regions) throw new Error('no choice');
      regions.value = region;
      regions.dispatchEvent(new Event('change', { bubbles: true }));
      await card.updateComplete;
    };

    test('another region is asked by its button only, and not before what goes was said', async () => {
      await show(good);
      expect(button()?.disabled).toBe(true);
      await choose('us-east-1');
      expect(sent).toEqual([]);
      expect(localStorage).toHaveLength(0);
      expect(written(document.body)).toContain('Watching stops');
      await choose('eu-central-1'); // and back again
      expect(button()?.disabled).toBe(true);
      expect(written(document.body)).not.toContain('Watching stops');
      await choose('us-east-1');
      button()?.click();
      expect(sent).toEqual([{ do: 'check_keys_again', region: 'us-east-1' }]);
      expect(JSON.stringify(Object.entries(localStorage))).toContain('us-east-1');
    });

    test('where nothing is watched, nothing is said to stop', async () => {
      await show(view({}, { account }));
      await choose('us-east-1');
      expect(button()?.disabled).toBe(false);
      expect(written(document.body)).not.toContain('Watching stops');
    });

    test('the account stays in sight while AWS is asked, and the focus on the list', async () => {
      await show(good);
      await choose('us-east-1');
      button()?.click();
      await show(checking);
      expect(written(document.body)).toContain(account.accountId);
      expect(button()?.disabled).toBe(true);
      expect(card.shadowRoot?.activeElement).toBe(list());
      await show(view({}, { account: { ...account, region: 'us-east-1' } }));
      expect(list()?.value).toBe('us-east-1');
      expect(button()?.disabled).toBe(true);
    });

    test('what a refusal elsewhere was about is not offered to the keys that come after', async () => {
      await show(good);
      await choose('us-east-1');
      button()?.click();
      await show(checking);
      await show(view({}, { account: { ...view().state.account, status: 'refused', keyEnding: 'M7QD' } }));
      expect(card.renderRoot.querySelector('key-form')).not.toBeNull();
      await show(good);
      expect(list()?.value).toBe('eu-central-1');
    });

    test('no account of the one world shows through in the other', async () => {
      await show(view({ simulated: true }, { account: { ...account, simulated: true } }));
      await show(checking);
      expect(written(document.body)).not.toContain(account.accountId);
    });
  });

  test('checks kept keys in the region that is chosen now', async () => {
    const kept = view();
    const account = { ...kept.state.account, status: 'refused' as const, keyEnding: 'M7QD' };
    card.view = { ...kept, state: { ...kept.state, account } };
    await card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    const region = form().querySelector('select');
    if (!region) throw new Error('no choice');
    region.value = 'eu-central-1';
    region.dispatchEvent(new Event('change', { bubbles: true }));
    form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
    expect(sent).toEqual([{ do: 'check_keys_again', region: 'eu-central-1' }]);
  });

  test('says whose account it is, by the key’s last characters only', async () => {
    card.view = scenes.root_keys ?? card.view;
    await card.updateComplete;
    const words = written(document.body);
    expect(words).toContain('123456789012');
    expect(words).toContain('…M7QD');
    expect(words).toContain('root keys');
    expect(words).toContain('9 minutes slow');
  });
});
