/** The regions that the boards support, to choose one of. The choice alone must cost nothing: arrow keys go through all of them. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RegionInfo } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';

export function regionChoice(
  regions: readonly RegionInfo[],
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
