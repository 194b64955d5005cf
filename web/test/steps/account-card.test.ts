// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { State, Verdict } from '../../../wasm/provisioner';
import { contents } from '../account_contents';
import { account, done, live, withBoard } from '../scene_parts';
import { error, scenes, view } from '../scenes';
import {
  drawCard,
  fixture,
  form,
  paste,
  recognised,
  secret,
  settle,
  values,
  written,
} from './account_fixture';

beforeEach(() => drawCard('us-east-1'));

async function isFolded(next: typeof fixture.card.view): Promise<boolean> {
  fixture.card.view = next;
  await fixture.card.updateComplete;
  const frame = fixture.card.renderRoot.querySelector('step-card');
  await frame?.updateComplete;
  return !frame?.renderRoot.querySelector('slot');
}

describe('the account card before there is a board', () => {
  test('is one line until a board is there', async () => {
    expect(await isFolded(view())).toBe(true);
    expect(await isFolded(view({}, withBoard({})))).toBe(false);
  });

  test.each(['unsupported', 'insecure', 'framed'])('is open if the page is %s', async (scene) => {
    expect(await isFolded(scenes[scene] ?? view())).toBe(false);
  });

  test('is open while keys are checked, and after a refusal', async () => {
    const { state } = view();
    expect(await isFolded(view({}, { account: { ...state.account, status: 'checking' } }))).toBe(false);
    expect(await isFolded(view({ errors: { account: error('aws.unknown_key') } }))).toBe(false);
    expect(await isFolded(view()), 'for the next attempt').toBe(false);
    expect(await isFolded(view({}, { account }))).toBe(true);
    expect(await isFolded(view()), 'after the keys were forgotten').toBe(true);
  });

  test('opens for a file of keys, which may need an explanation', async () => {
    expect(await isFolded(view())).toBe(true);
    fixture.answer = { ok: false, error: error('aws.credentials_unrecognised') };
    const paste = Object.assign(new Event('paste', { cancelable: true }), {
      clipboardData: { files: [new File(['no keys'], 'notes.txt')], types: ['Files'] },
    });
    dispatchEvent(paste);
    await settle();
    expect(await isFolded(fixture.card.view)).toBe(false);
    expect(written(document.body)).toContain('No keys found');
  });
});

describe('the sign of a connected account', () => {
  const sign = async (shown: typeof fixture.card.view): Promise<string | undefined> => {
    fixture.card.view = shown;
    await settle();
    return fixture.card.renderRoot.querySelector('step-card')?.sign;
  };
  const asked = (...verdicts: readonly Verdict[]): Partial<State> => ({
    contents: {
      ...contents,
      permissions: {
        purpose: 'provisioning',
        checking: false,
        missingPolicy: '',
        oldGuidePolicy: false,
        actions: verdicts.map((verdict) => ({ action: 'iot:CreateThing', verdict, layer: 'unknown' })),
      },
    },
  });

  test('is green only once AWS has said that the keys may do all of the work', async () => {
    expect(await sign(view({}, { account }))).toBe('todo');
    expect(await sign(view({}, { account, ...asked('allowed', 'unknown') }))).toBe('todo');
    expect(await sign(view({}, { account, ...asked('allowed', 'allowed') }))).toBe('good');
  });

  test('is green after a board was provisioned with the keys', async () => {
    expect(await sign(view({}, { account, ...withBoard({ job: done }) }))).toBe('good');
  });

  test('warns of missing permissions, also in the folded line', async () => {
    expect(await sign(view({}, { account, ...asked('allowed', 'denied') }))).toBe('attention');
    expect(fixture.card.renderRoot.querySelector('step-card')?.summary).toContain('permissions missing');
  });
});

describe('the account card', () => {
  test('passes pasted keys and their region on at once, and says in which form they came', async () => {
    await paste('export …');
    const { accessKeyId, secretAccessKey, sessionToken, region } = recognised;
    expect(fixture.sent).toEqual([
      { do: 'sign_in', keys: { accessKeyId, secretAccessKey, sessionToken, region } },
    ]);
    expect(written(document.body)).toContain('Recognised environment variables, region eu-central-1.');
  });

  test('keeps nothing of a paste in text, attributes, fields, storage or address', async () => {
    await paste(`export AWS_SECRET_ACCESS_KEY=${secret}`);
    expect(written(document.documentElement)).not.toContain(secret);
    expect(values()).toEqual([]);
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain(secret);
    expect(location.href).not.toContain(secret);
  });

  test('puts an access key ID that came alone into its field', async () => {
    const missing = error('aws.credentials_missing');
    fixture.answer = {
      ok: false,
      error: {
        ...missing,
        params: { field: 'secret_access_key', access_key_id: 'AKIAIOSFODNN7EXAMPLE' },
      },
    };
    await paste('AKIAIOSFODNN7EXAMPLE');
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE']);
    expect(fixture.sent).toEqual([]);
  });

  test('keeps nothing of a paste that is not recognised', async () => {
    fixture.answer = { ok: false, error: error('aws.credentials_unrecognised') };
    await paste(secret);
    expect(fixture.sent).toEqual([]);
    expect(values()).toEqual([]);
    expect(written(document.documentElement)).not.toContain(secret);
    expect(written(document.body)).toContain('No keys found');
  });

  test('keeps typed keys until the core accepts them, and then only the access key ID', async () => {
    const id = form().querySelector<HTMLInputElement>('#key-id');
    const field = form().querySelector<HTMLElementTagNameMap['secret-field']>('#secret');
    if (!id || !field) throw new Error('no fields');
    id.value = 'AKIAIOSFODNN7EXAMPLE';
    field.value = secret;
    const submit = (): void => form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
    submit();
    expect(fixture.sent).toMatchObject([
      { do: 'sign_in', keys: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret } },
    ]);
    const draw = async (next: typeof fixture.card.view): Promise<void> => {
      fixture.card.view = next;
      await fixture.card.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
    };
    await draw({ ...fixture.card.view, errors: { account: error('aws.credentials_malformed') } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE', secret]);
    submit();
    const { state } = view();
    await draw({ ...view(), state: { ...state, account: { ...state.account, status: 'checking' } } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE']);
    await draw(view());
    field.value = secret;
    submit(); // the core answers before the card has rendered the checking state
    await draw({ ...view(), errors: { account: error('aws.unknown_key') } });
    expect(values()).toEqual(['AKIAIOSFODNN7EXAMPLE']);
  });

  test('explains why the new keys are not valid, instead of the refusal of the previous keys', async () => {
    const before = scenes.wrong_secret;
    if (!before) throw new Error('no scene');
    fixture.card.view = { ...before, errors: { account: error('aws.credentials_swapped') } };
    await fixture.card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    expect(written(document.body)).toContain('The two keys are swapped');
  });

  test('treats Enter in a field as a click on the button, but not Enter on the button beside the field', async () => {
    const field = form().querySelector('#secret')?.shadowRoot;
    const press = (element?: Element | null) =>
      element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    press(field?.querySelector('button'));
    expect(fixture.sent).toEqual([]);
    press(field?.querySelector('input'));
    await fixture.card.updateComplete;
    expect(fixture.sent).toHaveLength(1);
    // The core has the secrets now.
    fixture.card.view = view({}, { account: { ...view().state.account, status: 'checking' } });
    await fixture.card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    press(field?.querySelector('input'));
    expect(fixture.sent).toHaveLength(1);
  });

  test('no field lets the browser store or spell-check its content', () => {
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

  test('accepts no keys while another site embeds the page', async () => {
    fixture.card.view = scenes.framed ?? fixture.card.view;
    await fixture.card.updateComplete;
    expect(fixture.card.renderRoot.querySelectorAll('key-form')).toHaveLength(0);
    expect(written(document.body)).not.toContain('Secret access key');
    expect(written(document.body)).toContain('No keys on an embedded page');
  });

  test('accepts no keys on a page loaded over plain http, except simulated ones', async () => {
    fixture.card.view = scenes.insecure ?? fixture.card.view;
    await fixture.card.updateComplete;
    expect(fixture.card.renderRoot.querySelectorAll('key-form')).toHaveLength(0);
    await new Promise((resolve) => setTimeout(resolve));
    expect(written(document.body)).toContain('http://localhost');
    fixture.card.view = { ...fixture.card.view, simulated: true };
    await fixture.card.updateComplete;
    fixture.card.renderRoot.querySelector('button')?.click();
    expect(fixture.sent).toEqual([{ do: 'simulated_sign_in' }]);
  });

  test('offers the simulation if there is a board but no account; without a board, the Board card offers it', async () => {
    const tries = () =>
      [...form().querySelectorAll('button')].filter(({ textContent }) => textContent.includes('No account?'));
    expect(tries()).toEqual([]);
    fixture.card.view = scenes.keys ?? fixture.card.view;
    await fixture.card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    tries()[0]?.click();
    expect(fixture.sent).toEqual([{ do: 'try' }]);
  });

  test('says in the folded line by how much the clock is wrong', async () => {
    const { root_keys: rootKeys } = scenes;
    if (!rootKeys) throw new Error('no scene');
    const { state } = rootKeys;
    fixture.card.view = { ...rootKeys, state: { ...state, account: { ...state.account, kind: 'user' } } };
    await fixture.card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    const frame = fixture.card.renderRoot.querySelector('step-card');
    expect(frame?.renderRoot.querySelector('.summary')?.textContent).toContain(
      'clock 9 minutes slow, corrected',
    );
  });

  test('is empty again after the keys were forgotten', async () => {
    await paste('export …');
    fixture.card.view = scenes.root_keys ?? fixture.card.view;
    await fixture.card.updateComplete;
    fixture.card.view = view();
    await fixture.card.updateComplete;
    expect(written(document.body)).not.toContain('Recognised');
  });

  describe('with good keys', () => {
    const good = view({}, { account, live });
    const checking = view({}, { account: { ...view().state.account, status: 'checking' } });
    const list = () => fixture.card.renderRoot.querySelector('select');
    const button = () =>
      [...fixture.card.renderRoot.querySelectorAll('button')].find(({ textContent }) =>
        textContent.includes('Switch to this region'),
      );
    const show = async (shown: typeof fixture.card.view): Promise<void> => {
      fixture.card.view = shown;
      await fixture.card.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
    };
    const choose = async (region: string): Promise<void> => {
      const regions = list();
      if (!regions) throw new Error('no choice');
      regions.value = region;
      regions.dispatchEvent(new Event('change', { bubbles: true }));
      await fixture.card.updateComplete;
    };

    test('switches to another region by the button only, after saying what will stop', async () => {
      localStorage.clear();
      await show(good);
      expect(button()?.disabled).toBe(true);
      await choose('us-east-1');
      expect(fixture.sent).toEqual([]);
      expect(localStorage).toHaveLength(0);
      expect(written(document.body)).toContain('This stops live data');
      await choose('eu-central-1'); // and back again
      expect(button()?.disabled).toBe(true);
      expect(written(document.body)).not.toContain('This stops live data');
      await choose('us-east-1');
      button()?.click();
      expect(fixture.sent).toEqual([{ do: 'check_keys_again', region: 'us-east-1' }]);
      expect(JSON.stringify(Object.entries(localStorage))).toContain('us-east-1');
    });

    test('says nothing about live data if there is none', async () => {
      await show(view({}, { account }));
      await choose('us-east-1');
      expect(button()?.disabled).toBe(false);
      expect(written(document.body)).not.toContain('This stops live data');
    });

    test('keeps the account visible and the focus on the list while AWS checks the region', async () => {
      await show(good);
      await choose('us-east-1');
      button()?.click();
      await show(checking);
      expect(written(document.body)).toContain(account.accountId);
      expect(button()?.disabled).toBe(true);
      expect(fixture.card.shadowRoot?.activeElement).toBe(list());
      await show(view({}, { account: { ...account, region: 'us-east-1' } }));
      expect(list()?.value).toBe('us-east-1');
      expect(button()?.disabled).toBe(true);
    });

    test('forgets the chosen region after a refusal there', async () => {
      await show(good);
      await choose('us-east-1');
      button()?.click();
      await show(checking);
      await show(view({}, { account: { ...view().state.account, status: 'refused', keyEnding: 'M7QD' } }));
      expect(fixture.card.renderRoot.querySelector('key-form')).not.toBeNull();
      await show(good);
      // By its attribute, because happy-dom selects another option than browsers do when options are added.
      expect(list()?.querySelector('[selected]')?.getAttribute('value')).toBe('eu-central-1');
    });

    test('never shows a simulated account as a real one', async () => {
      await show(view({ simulated: true }, { account: { ...account, simulated: true } }));
      await show(checking);
      expect(written(document.body)).not.toContain(account.accountId);
    });
  });

  test('checks kept keys in the region that is chosen at the moment', async () => {
    const kept = view();
    const account = { ...kept.state.account, status: 'refused' as const, keyEnding: 'M7QD' };
    fixture.card.view = { ...kept, state: { ...kept.state, account } };
    await fixture.card.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    const region = form().querySelector('select');
    if (!region) throw new Error('no choice');
    region.value = 'eu-central-1';
    region.dispatchEvent(new Event('change', { bubbles: true }));
    form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
    expect(fixture.sent).toEqual([{ do: 'check_keys_again', region: 'eu-central-1' }]);
  });

  test('shows the account and only the last characters of the key', async () => {
    fixture.card.view = scenes.root_keys ?? fixture.card.view;
    await fixture.card.updateComplete;
    const shown = written(document.body);
    expect(shown).toContain('123456789012');
    expect(shown).toContain('…M7QD');
    expect(shown).toContain('root keys');
    expect(shown).toContain('9 minutes slow');
  });
});
