/** What AWS's limits and missing permissions take away from the list of all boards. Nothing is lost without a word here. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FleetState } from '../../../wasm/provisioner';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { number } from '../text/format';
import { fleet as words } from '../text/live_view';

@customElement('limit-notes')
export class LimitNotes extends PageElement {
  @property({ attribute: false }) fleet!: FleetState;

  static override styles = [shared];

  protected override render(): TemplateResult {
    const { boards, connections, presenceError, filtersLimit, messagesPerSecondLimit } = this.fleet;
    const lost = connections.reduce((sum, connection) => sum + connection.lost, 0);
    const busiest = Math.max(0, ...connections.map(({ expected }) => expected));
    const unwatched = boards.filter(({ condition, error }) => condition === 'unwatched' && !error).length;
    const failure = connections.find(({ error }) => error)?.error;
    return html`<div class="stack" role="status">
        ${
          lost >= 1
            ? html`<p class="caution">
                ${words.lost(number(Math.round(lost)), number(Math.round(busiest)), messagesPerSecondLimit)}
              </p>`
            : nothing
        }
        ${unwatched > 0 ? html`<p class="caution">${words.unwatched(unwatched, filtersLimit)}</p>` : nothing}
        ${failure ? html`<p class="caution">${words.reconnecting}</p>` : nothing}
      </div>
      ${failure ? html`<error-note mild .error=${failure}></error-note>` : nothing}
      ${
        presenceError
          ? html`<details>
              <summary>${words.noPresence}</summary>
              <div class="stack">
                <p>${words.noPresenceSilent}</p>
                <error-note mild .error=${presenceError}></error-note>
              </div>
            </details>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'limit-notes': LimitNotes;
  }
}
