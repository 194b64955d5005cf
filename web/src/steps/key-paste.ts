/** What a paste or a drop of access keys holds: files or text. Knows nothing of the forms that keys come in; the core recognises them. */
import type { Answer } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { textOf } from '../devices/files';

/** A file of keys has at most a few kilobytes. */
const largestFile = 1024 * 1024;

/** True while files are dragged over the page. Their number and content are not known before the drop. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** True for a field that takes text. A drop outside such a field makes the browser leave the page. */
export function isField(target: EventTarget | null | undefined): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** The files of a clipboard that may hold keys. A spreadsheet adds a picture of the cells to their text. */
export function copiedFiles(clipboard: DataTransfer | null): File[] {
  return [...(clipboard?.files ?? [])].filter(({ type }) => !type.startsWith('image/'));
}

/** The text of all files, one after the other, because a user may drop both files of the folder `.aws`. */
export async function textOfFiles(files: Iterable<File>): Promise<Answer<string>> {
  const all = [...files];
  if (all.some(({ size }) => size > largestFile)) return failure('page.file_too_large');
  try {
    const texts = await Promise.all(all.map(textOf));
    return { ok: true, value: texts.join('\n') };
  } catch (error) {
    return failure('page.file_failed', error);
  }
}

/** Invisible characters, such as the zero-width space that some websites put around a key. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** True if the text is more than the value of one field: several words, or an access key ID with something beside it. */
export function isMoreThanOneValue(text: string): boolean {
  const value = text.replace(invisible, '').trim();
  return /\s/.test(value) || (value.length > 20 && /(AKIA|ASIA)[A-Z0-9]{16}/.test(value));
}

/** True if the text can only be a secret access key: 40 characters of Base64. */
export function isSecretAccessKey(text: string): boolean {
  return /^[A-Za-z0-9/+]{40}$/.test(text.trim());
}

/** True if the text cannot be an access key ID, so that it must not be readable on the screen. */
export function maybeSecret(text: string): boolean {
  return !/^[A-Za-z0-9]{0,20}$/.test(text.trim());
}
