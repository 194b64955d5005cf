import { expect, test, vi } from 'vitest';
import { generateCode, secretOf } from '../../src/pass/pass_code';
import { openPass, sealPass } from '../../src/pass/sealed_pass';
import { alphabet } from '../../src/storage/sealed_files';

const content = JSON.stringify({ token: 'IQoJb3JpZ2luX2Vj+/'.repeat(60), ssid: 'Gäste' });
const fault = (name: string): unknown => expect.objectContaining({ fault: name });

test('a pass is opened with its code, however it is typed', async () => {
  const { sealed, code } = await sealPass(content);
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
  expect(await openPass(sealed, code)).toBe(content);
  expect(await openPass(sealed, ` ${code.toLowerCase().replace(/-/g, ' ')} `)).toBe(content);
});

test('a pass fits into a link as it is, and two of the same content differ', async () => {
  const [one, other] = await Promise.all([sealPass(content), sealPass(content)]);
  expect(one.sealed).toMatch(/^[\w-]+$/);
  expect(one.sealed.length).toBeLessThan(2000);
  expect(one.sealed.slice(4)).not.toBe(other.sealed.slice(4));
  expect(one.code).not.toBe(other.code);
});

test('a pass is not opened with the code of another one', async () => {
  const { sealed } = await sealPass(content);
  await expect(openPass(sealed, generateCode())).rejects.toEqual(fault('wrong'));
});

test('a changed pass is not opened', async () => {
  const { sealed, code } = await sealPass(content);
  const middle = sealed.length / 2;
  const other = sealed.charAt(middle) === 'A' ? 'B' : 'A';
  const changed = sealed.slice(0, middle) + other + sealed.slice(middle + 1);
  await expect(openPass(changed, code)).rejects.toEqual(fault('wrong'));
});

test('a cut pass is told from a wrong code, wherever it was cut', async () => {
  const { sealed, code } = await sealPass(content);
  for (let end = 0; end < sealed.length; end++)
    await expect(openPass(sealed.slice(0, end), code)).rejects.toEqual(fault('cut'));
});

test('a mistyped code is told before its key is derived', async () => {
  const { sealed, code } = await sealPass(content);
  const derived = vi.spyOn(crypto.subtle, 'deriveKey');
  for (const typed of ['', 'K7QF', `${code}0`, `U${code.slice(1)}`])
    await expect(openPass(sealed, typed)).rejects.toEqual(fault('mistyped'));
  expect(derived).not.toHaveBeenCalled();
  await openPass(sealed, code);
  expect(derived).toHaveBeenCalledOnce();
});

test('each wrong character of a code is noticed', () => {
  const code = generateCode().replace(/-/g, '');
  for (let i = 0; i < code.length; i++) {
    for (const sign of alphabet) {
      const typed = code.slice(0, i) + sign + code.slice(i + 1);
      expect(secretOf(typed) === null).toBe(sign !== code.charAt(i));
    }
  }
});
