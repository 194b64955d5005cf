/** Finds the focused element and the element to focus next, through shadow roots, and decides what Enter does. */

export function activeElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The page's primary button, if it is in the view that is shown. It belongs to the state's next action. */
export function primaryButton(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.closest('[hidden]')) continue;
    if (element.matches('button.primary[data-primary]:not(:disabled)')) return element;
    const inside = element.shadowRoot && primaryButton(element.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** The element to focus for the button: in a form, its first field. */
export function nextToDo(root: ParentNode): HTMLElement | null {
  const button = primaryButton(root);
  const form = button?.getRootNode() as ParentNode | undefined;
  return form?.querySelector<HTMLElement>('[data-entry]') ?? button;
}

/** True if Enter was pressed in a field, where it acts like the form's button. Enter on another button belongs to that button. */
export function isEnterInField(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement;
}
