/** A list of the regions that the boards support. Choosing a region must not start anything, because the arrow keys choose each region that they pass. */
import { regions } from '@wasm/boundary.json';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { text } from '../text/catalogue';

/** `chosen`: empty while the user still has to choose. */
export function regionChoice(
  chosen: string,
  choose: (region: string) => void,
  disabled = false,
): TemplateResult {
  return html`<label
    >${text.account.region}
    <select
      .value=${live(chosen)}
      ?disabled=${disabled}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}
    >
      ${chosen === '' ? html`<option value="" selected disabled>${text.account.chooseRegion}</option>` : nothing}
      ${regions.map(
        ({ name }) => html`<option value=${name} ?selected=${name === chosen}>${withPlace(name)}</option>`,
      )}
    </select>
  </label>`;
}

function withPlace(name: string): string {
  const places: Readonly<Record<string, string>> = text.places;
  const place = places[name];
  return place ? `${name} · ${place}` : name;
}
