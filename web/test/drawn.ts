/** Reads what elements have rendered, through all shadow roots. */

/** Waits until nested elements have rendered as well. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; ++round) await new Promise((resolve) => setTimeout(resolve));
}

/** The text that `root` shows, without its styles. */
export function words(root: ParentNode): string {
  return [...root.childNodes]
    .map((node) => {
      if (!(node instanceof Element)) return node.nodeType === 3 ? (node.textContent ?? '') : '';
      if (node.localName === 'style') return '';
      return (node.shadowRoot ? words(node.shadowRoot) : '') + words(node);
    })
    .join(' ');
}

/** All elements below `root` that match the selector. */
export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? all(element.shadowRoot, selector) : []),
  ]);
}

/** False for an element that is hidden, or in a hidden one. */
export function isShown(element: Element): boolean {
  if (element.closest('[hidden]')) return false;
  const root = element.getRootNode();
  return !(root instanceof ShadowRoot) || isShown(root.host);
}
