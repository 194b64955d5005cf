/**
 * The code that opens a pass: eight random characters, 40 bits, and a check character, which tells a mistyped code before the second that deriving its
 * key takes. Keys that live for at most 36 hours need no longer code: at 600,000 rounds, one graphics card would guess for a year.
 */
import { alphabet, normalised } from '../storage/sealed_files';

const length = 8;

/** Such as "K7QF-2M9X-4". */
export function generateCode(): string {
  const random = [...crypto.getRandomValues(new Uint8Array(length))];
  const secret = random.map((byte) => alphabet[byte % alphabet.length]).join('');
  return [secret.slice(0, 4), secret.slice(4), checkOf(secret)].join('-');
}

/** The secret part of a code, however it was typed; null if it is mistyped. */
export function secretOf(typed: string): string | null {
  const code = normalised(typed);
  const secret = code.slice(0, length);
  const isInAlphabet = Array.from(code).every((sign) => alphabet.includes(sign));
  return isInAlphabet && code.length === length + 1 && code.endsWith(checkOf(secret)) ? secret : null;
}

/** Odd weights, so that each wrong character changes the sum; they differ, so that most swapped ones do. */
function checkOf(secret: string): string {
  const sum = Array.from(secret).reduce((total, sign, i) => total + (2 * i + 1) * alphabet.indexOf(sign), 0);
  return alphabet.charAt(sum % alphabet.length);
}
