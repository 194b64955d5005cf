// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { FilesEvent } from '../../src/components/file-button';
import { account } from '../scene_parts';
import { scenes, view } from '../scenes';
import {
  box,
  drawCard,
  fixture,
  form,
  keyFile,
  paste,
  recognised,
  secret,
  settle,
  transfer,
  values,
  written,
} from './account_fixture';

beforeEach(() => drawCard());

describe('the form for keys', () => {
  test('does not prevent a paste without clipboard data, which audits use to check that pasting is allowed', () => {
    const fields = [...form().querySelectorAll('textarea, input')];
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      const event = new Event('paste', { bubbles: true, cancelable: true, composed: true });
      expect(field.dispatchEvent(event)).toBe(true);
    }
    expect(fixture.read).toEqual([]);
  });

  describe('reads keys from files', () => {
    const content = `Access key ID,Secret access key\r\nAKIAIOSFODNN7EXAMPLE,${secret}\r\n`;
    const places: [string, () => EventTarget][] = [
      ['the box', box],
      ['the page', () => document.body],
    ];

    for (const [place, target] of places) {
      test(`pasted on ${place}`, async () => {
        expect(transfer(target(), 'paste', { files: [keyFile(content)] })).toBe(true);
        await settle();
        expect(fixture.read).toEqual([content]);
        expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { secretAccessKey: secret } }]);
      });

      test(`dropped on ${place}, and the browser does not open the file`, async () => {
        const files = [keyFile(content)];
        expect(transfer(target(), 'dragover', { files })).toBe(true);
        expect(transfer(target(), 'drop', { files })).toBe(true);
        await settle();
        expect(fixture.read).toEqual([content]);
        expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { secretAccessKey: secret } }]);
        expect(values()).toEqual([]);
      });
    }

    test('in UTF-16, as spreadsheets save it', async () => {
      const units = Uint16Array.from(`\ufeff${content}`, (unit) => unit.charCodeAt(0));
      transfer(box(), 'paste', { files: [keyFile(units)] });
      await settle();
      expect(fixture.read).toEqual([content]);
    });

    test('but uses the text if a spreadsheet adds a picture of the cells', async () => {
      const picture = new File(['…'], 'image.png', { type: 'image/png' });
      transfer(box(), 'paste', { text: content, files: [picture] });
      await settle();
      expect(fixture.read).toEqual([content]);
    });

    test('says when a file is too large or not readable', async () => {
      const large = keyFile(new Uint8Array(1024 * 1024 + 1));
      const folder = Object.assign(keyFile(''), {
        arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')),
      });
      for (const [file, code] of [
        [large, 'page.file_too_large'],
        [folder, 'page.file_failed'],
      ] as const) {
        transfer(document.body, 'drop', { files: [file] });
        await settle();
        expect(written(document.body)).toContain(code);
      }
      expect(fixture.read).toEqual([]);
    });

    test('never leaves the page, also while there is no form', async () => {
      for (const shown of [scenes.framed, scenes.loading, scenes.simulated_start, scenes.live]) {
        fixture.card.view = shown ?? fixture.card.view;
        await settle();
        expect(transfer(document.body, 'dragover', { files: [keyFile(content)] })).toBe(true);
        expect(transfer(document.body, 'drop', { files: [keyFile(content)] })).toBe(true);
        expect(transfer(document.body, 'drop', { text: 'https://example.com/' })).toBe(true);
        await settle();
      }
      expect([fixture.read, fixture.sent]).toEqual([[], []]);
    });
  });

  describe('never shows a secret that comes into the field of the access key ID', () => {
    const id = 'AKIAIOSFODNN7EXAMPLE';
    const field = (): HTMLInputElement => {
      const found = form().querySelector<HTMLInputElement>('#key-id');
      if (!found) throw new Error('no field');
      return found;
    };
    const insert = (value: string, inputType: string): void => {
      field().value = value;
      field().dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
    };

    test.each([
      ['a tab', `${id}\t${secret}`],
      ['a line end', `${id}\n${secret}\n`],
      ['a blank', `${id} ${secret}`],
      ['a no-break space', `${id}\u00a0${secret}`],
      ['a comma', `${id},${secret}`],
      ['a colon', `${id}:${secret}`],
      ['nothing', `${id}${secret}`],
      ['labels', `aws_access_key_id=${id}\naws_secret_access_key=${secret}`],
    ])('both keys with %s between them are a paste', async (_between, text) => {
      expect(transfer(field(), 'paste', { text })).toBe(true);
      await settle();
      expect(fixture.read).toEqual([text]);
      expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { secretAccessKey: secret } }]);
      expect(values()).toEqual([]);
    });

    test('both keys dropped on it are treated as a paste, too', async () => {
      insert(`${id}\t${secret}`, 'insertFromDrop');
      await settle();
      expect(fixture.read).toEqual([`${id}\t${secret}`]);
      expect(values()).toEqual([]);
    });

    test('the secret alone goes into the field for it', async () => {
      expect(transfer(field(), 'paste', { text: `${secret}\n` })).toBe(true);
      await settle();
      expect(field().value).toBe('');
      expect(form().querySelector<HTMLElementTagNameMap['secret-field']>('#secret')?.value).toBe(secret);
    });

    test('typed text that cannot be an ID turns into dots', async () => {
      insert(id, 'insertText');
      await settle();
      expect(field().classList.contains('secret')).toBe(false);
      insert(`${id} ${secret}`, 'insertText');
      await settle();
      expect(field().classList.contains('secret')).toBe(true);
      insert('', 'deleteContentBackward');
      await settle();
      expect(field().classList.contains('secret')).toBe(false);
    });

    test('a secret typed into the box turns into dots, too', async () => {
      const type = async (value: string, inputType = 'insertText'): Promise<void> => {
        box().value = value;
        box().dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
        await settle();
      };
      await type('AKIA');
      expect(box().classList.contains('secret')).toBe(false);
      await type(secret);
      expect(box().classList.contains('secret')).toBe(true);
      await type(`${id}\n${secret}\n`, 'insertLineBreak');
      expect(box().classList.contains('secret')).toBe(false);
      expect(fixture.read).toEqual([`${id}\n${secret}\n`]);
    });

    test('one ID, also with an invisible character, is pasted as it is', () => {
      for (const text of [id, ` ${id}\n`, `${id}\u200b`])
        expect(transfer(field(), 'paste', { text })).toBe(false);
      expect(fixture.read).toEqual([]);
    });
  });

  describe('with a region that the boards do not support', () => {
    beforeEach(async () => {
      fixture.answer = {
        ok: true,
        value: { ...recognised, region: 'eu-north-1', warnings: ['region_not_supported'] },
      };
      await paste('export …');
    });
    const button = () => form().querySelector<HTMLButtonElement>('button[data-primary]');
    const regions = () => form().querySelector('select');

    test('asks the core for policies of supported regions only', async () => {
      const guide = form().querySelector('key-guide')?.shadowRoot?.querySelector('details');
      guide?.toggleAttribute('open', true);
      guide?.dispatchEvent(new Event('toggle'));
      await settle();
      expect(fixture.policies).not.toEqual([]);
      expect(fixture.policies).not.toContain('');
    });

    test('forgets the paste when the user types other keys', async () => {
      const id = form().querySelector<HTMLInputElement>('#key-id');
      id?.dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true }));
      await settle();
      expect(written(document.body)).not.toContain('region eu-north-1');
    });

    test('asks for the region, and does not sign in before', () => {
      expect(fixture.sent).toEqual([]);
      expect(written(document.body)).toContain('region eu-north-1');
      expect(written(document.body)).toContain('Choose a region below');
      expect([button()?.disabled, regions()?.value]).toEqual([true, '']);
      form()
        .querySelector('#key-id')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      expect(fixture.sent).toEqual([]);
      expect(localStorage).toHaveLength(0);
    });

    test('signs in to the chosen region, and keeps showing the warning', async () => {
      const list = regions();
      if (!list) throw new Error('no choice');
      list.value = 'eu-central-1';
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
      button()?.click();
      const { accessKeyId, secretAccessKey, sessionToken } = recognised;
      const keys = { accessKeyId, secretAccessKey, sessionToken, region: 'eu-central-1' };
      expect(fixture.sent).toEqual([{ do: 'sign_in', keys }]);
      fixture.card.view = view({}, { account: { ...account, kind: 'user', region: 'eu-central-1' } });
      await settle();
      expect(written(document.body)).toContain('a region that the boards do not support');
      expect(fixture.card.renderRoot.querySelector('step-card')?.folded).toBe(false);
    });
  });

  describe('without a region', () => {
    beforeEach(() => {
      fixture.answer = { ok: true, value: { ...recognised, region: '' } };
    });

    test('asks for one, and never chooses it itself', async () => {
      await paste('export …');
      expect(fixture.sent).toEqual([]);
      expect(written(document.body)).toContain('Choose a region below');
      const list = form().querySelector('select');
      if (!list) throw new Error('no choice');
      list.value = 'eu-west-1';
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
      form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
      expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { region: 'eu-west-1' } }]);
    });

    test('asks for one after typed keys, too', async () => {
      form().querySelector<HTMLButtonElement>('button[data-primary]')?.click();
      await settle();
      expect(fixture.sent).toEqual([]);
      expect(written(document.body)).toContain('Choose a region below');
    });

    test('uses the region that the user chose before', async () => {
      const list = form().querySelector('select');
      if (!list) throw new Error('no choice');
      list.value = 'ap-northeast-1';
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await paste('export …');
      expect(fixture.sent).toMatchObject([{ do: 'sign_in', keys: { region: 'ap-northeast-1' } }]);
    });
  });

  test('a chosen file is read like a pasted one', async () => {
    const button = form().querySelector('file-button');
    button?.dispatchEvent(new FilesEvent([new File(['keys'], 'accessKeys.csv')]));
    await settle();
    expect(fixture.read).toEqual(['keys']);
  });

  test('keeps showing the warnings of a paste after the keys are accepted, until they are forgotten', async () => {
    fixture.answer = {
      ok: true,
      value: { ...recognised, profile: 'default', warnings: ['several_profiles'] },
    };
    await paste('[default] …');
    const signedIn = view({}, { account: { ...account, kind: 'user' } });
    for (const [shown, seen] of [
      [signedIn, true],
      [view(), false],
      [signedIn, false],
    ] as const) {
      fixture.card.view = shown;
      await settle();
      expect(written(document.body).includes('several profiles')).toBe(seen);
    }
  });
});
