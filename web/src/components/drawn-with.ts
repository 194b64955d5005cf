/** Lets a card draw only when what it shows has changed: the parts of the state that it names, or what only the page knows. */
import type { PropertyDeclaration } from 'lit';
import type { State } from '../../../wasm/provisioner';
import type { View } from '../app/view';

/** The declaration of a card's view. The card always reads the newest view, for example when the user clicks. */
export function drawnWith(partsOf: (state: State) => readonly unknown[]): PropertyDeclaration<View> {
  const parts = ({ state, ...page }: View): readonly unknown[] => [...partsOf(state), ...Object.values(page)];
  return {
    attribute: false,
    hasChanged(view, before: View | undefined) {
      if (!before) return true;
      const old = parts(before);
      return parts(view).some((part, index) => part !== old[index]);
    },
  };
}
