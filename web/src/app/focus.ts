/** Where the focus is, and where it should go, through shadow roots; and what Enter is meant for. */

export function activeElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The page's primary button: the one that the state's next action made primary. */
export function primaryButton(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches('button.primary[data-primary]:not(:disabled)')) return element;
    const inside = element.shadowRoot && primaryButton(element.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** Where the focus goes for it: a form is begun at its first field. */
export function nextToDo(root: ParentNode): HTMLElement | null {
  const button = primaryButton(root);
  const form = button?.getRootNode() as ParentNode | undefined;
  return form?.querySelector<HTMLElement>('[data-entry]') ?? button;
}

/** Enter in a field is as good as the button of its form; on the button beside the field it is that button's own. */
export function isEnterInField(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement;
}
