/**
 * Puts the page in the place of its first view: HTML that the build has drawn from the same elements (plugins/first_view.ts), one `data-still` for
 * each language, in which nothing happens by itself. Both have the same structure, so a place in one is the same place in the other.
 */
import type { FirstClicks } from './first_clicks';

const suffix = '-still';

const isStyle = (element: Element): boolean => element.localName === 'style';
const childrenOf = (parent: Element | ShadowRoot): Element[] =>
  [...parent.children].filter((child) => !isStyle(child));

/** The way down from `root` to an element: at each level, the index among the children; 'shadow' into a shadow root. */
function wayTo(element: Element, root: Element): (number | 'shadow')[] {
  const way: (number | 'shadow')[] = [];
  for (let node = element; node !== root;) {
    const parent = node.parentNode;
    if (!(parent instanceof Element || parent instanceof ShadowRoot)) return [];
    way.unshift(childrenOf(parent).indexOf(node));
    if (parent instanceof ShadowRoot) way.unshift('shadow');
    node = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return way;
}

function at(root: Element, way: (number | 'shadow')[]): Element | undefined {
  let place: Element | ShadowRoot | null | undefined = root;
  for (const step of way) {
    if (!place) return undefined;
    place = step === 'shadow' ? (place as Element).shadowRoot : childrenOf(place)[step];
  }
  return place instanceof Element ? place : undefined;
}

const wordsOf = ({ textContent }: Element): string => textContent.replace(/\s+/g, ' ').trim();

/** The same element of the page; undefined where the page differs there, as in a browser without serial ports. */
function counterpart(element: Element, still: Element, page: Element): HTMLElement | undefined {
  const found = at(page, wayTo(element, still));
  const isSame =
    found?.localName === element.localName.replace(suffix, '') && wordsOf(found) === wordsOf(element);
  return isSame ? (found as HTMLElement) : undefined;
}

function activeIn(root: DocumentOrShadowRoot): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot ? (activeIn(active.shadowRoot) ?? active) : active;
}

/** Resolves when an element and all elements in it have drawn themselves: in the same task, so that nothing half drawn is ever seen. */
async function drawn(element: Element): Promise<void> {
  if (!('updateComplete' in element)) return;
  await element.updateComplete;
  for (const inside of element.shadowRoot?.querySelectorAll('*') ?? []) await drawn(inside);
}

/** Draws `page`, removes the first view, and gives the page what the user did meanwhile: the focus, and the click that was kept. */
export async function takeOver(page: Element, clicks: FirstClicks): Promise<void> {
  document.body.append(page);
  await drawn(page);
  clicks.end();
  const stills = [...document.querySelectorAll('[data-still]')];
  const find = (element: Element | null): HTMLElement | undefined => {
    const still = element && stills.find((one) => one.matches(`[lang=${document.documentElement.lang}]`));
    return still ? counterpart(element, still, page) : undefined;
  };
  const focused = find(activeIn(document));
  const clicked = find(clicks.kept);
  for (const left of document.querySelectorAll('[data-still], .failure')) left.remove();
  focused?.focus({ preventScroll: true });
  clicked?.click();
}
