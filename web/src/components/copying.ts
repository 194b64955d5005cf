/** Copies a text; where the browser does not let the page, selects it where it is shown, so that the user can. */
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

/** What a user is told of it. */
export function copyWords(outcome: 'copied' | 'selected' | null): string {
  if (outcome === null) return '';
  return outcome === 'copied' ? text.copied : text.copyByKeys(navigator.userAgent.includes('Mac OS'));
}
