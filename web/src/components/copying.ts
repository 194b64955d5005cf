/** Copies a text. If the browser does not allow that, selects the text so that the user can copy it by keyboard. */
import { text } from '../text/catalogue';

export const confirmedMs = 2_000;

export async function copy(value: string, shown: Element | null): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(value);
    return 'copied';
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return 'selected';
  }
}

/** The message that tells the user the outcome. */
export function copyWords(outcome: 'copied' | 'selected' | null): string {
  if (outcome === null) return '';
  return outcome === 'copied' ? text.copied : text.copyByKeys(navigator.userAgent.includes('Mac OS'));
}
