/** The button, or the summary of a disclosure, that a click is on, through shadow roots; null where a click asks for nothing. */
export function buttonOf(event: Event): HTMLElement | null {
  const [target] = event.composedPath();
  return target instanceof Element ? target.closest<HTMLElement>('button, summary') : null;
}
