/** The button or disclosure summary that was clicked, also inside shadow roots; null if the click hit neither. */
export function buttonOf(event: Event): HTMLElement | null {
  const [target] = event.composedPath();
  return target instanceof Element ? target.closest<HTMLElement>('button, summary') : null;
}
