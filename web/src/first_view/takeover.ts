/**
 * Replaces the first view by the page. The first view is static HTML that the build rendered from the same elements (plugins/first_view.ts), with one
 * `data-still` element for each language. Both have the same structure, so the path to an element in one leads to the same element in the other.
 */
const suffix = '-still';

const isStyle = (element: Element): boolean => element.localName === 'style';
const childrenOf = (parent: Element | ShadowRoot): Element[] =>
  [...parent.children].filter((child) => !isStyle(child));

/** The path from `root` down to an element: the index among the children at each level, and 'shadow' for a shadow root. */
function pathTo(element: Element, root: Element): (number | 'shadow')[] {
  const path: (number | 'shadow')[] = [];
  for (let node = element; node !== root;) {
    const parent = node.parentNode;
    if (!(parent instanceof Element || parent instanceof ShadowRoot)) return [];
    path.unshift(childrenOf(parent).indexOf(node));
    if (parent instanceof ShadowRoot) path.unshift('shadow');
    node = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return path;
}

function elementAt(root: Element, path: (number | 'shadow')[]): Element | undefined {
  let place: Element | ShadowRoot | null | undefined = root;
  for (const step of path) {
    if (!place) return undefined;
    place = step === 'shadow' ? (place as Element).shadowRoot : childrenOf(place)[step];
  }
  return place instanceof Element ? place : undefined;
}

/** An element's text. Without white space, because the build drops white space without effect from the first view. */
const textOf = ({ textContent }: Element): string => textContent.replace(/\s+/g, '');

/** The page's element that corresponds to one of the first view; undefined if the page differs there, as in a browser without serial ports. */
function counterpart(element: Element, still: Element, page: Element): HTMLElement | undefined {
  const found = elementAt(page, pathTo(element, still));
  const isSame =
    found?.localName === element.localName.replace(suffix, '') && textOf(found) === textOf(element);
  return isSame ? (found as HTMLElement) : undefined;
}

function activeIn(root: DocumentOrShadowRoot): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot ? (activeIn(active.shadowRoot) ?? active) : active;
}

/** Resolves when an element and all elements in it have rendered. */
export async function rendered(element: Element): Promise<void> {
  if (!('updateComplete' in element)) return;
  await element.updateComplete;
  for (const inside of element.shadowRoot?.querySelectorAll('*') ?? []) await rendered(inside);
}

/**
 * Renders `page`, removes all else from the body, and passes on what the user did meanwhile: moves the focus, and repeats the click that the inline script kept.
 * The page stays hidden until all of it is rendered, so the user never sees a half-rendered page.
 */
export async function takeOver(page: HTMLElement): Promise<void> {
  const stills = [...document.querySelectorAll('[data-still]')];
  page.hidden = true;
  document.body.insertBefore(page, document.querySelector('.failure, [data-still]'));
  await rendered(page);
  window.onclick = null; // the inline script's
  const find = (element: Element | null | undefined): HTMLElement | undefined => {
    const still = element && stills.find((one) => one.matches(`[lang=${document.documentElement.lang}]`));
    return still ? counterpart(element, still, page) : undefined;
  };
  const focused = find(activeIn(document));
  const clicked = find(window.keptClick);
  page.hidden = false;
  delete document.documentElement.dataset.at;
  for (const other of [...document.body.children]) if (other !== page) other.remove();
  focused?.focus({ preventScroll: true });
  clicked?.click();
}
