/** Facts about the board, and the actions that are always possible: connect another board, disconnect, inspect and repair. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { BoardState } from '../../../wasm/provisioner';
import { boardName, serialsOf } from '../app/board_names';
import { serviceJob, type View } from '../app/view';
import '../components/board-facts';
import '../components/late-part';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';

const words = text.board;
const loadTools = (): Promise<unknown> => import('../components/board-tools');

@customElement('board-details')
export class BoardDetails extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) board!: BoardState;
  @state() private toolsOpened = false;

  static override styles = [
    shared,
    css`
      .name {
        width: min(280px, 100%);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view, board } = this;
    const busy = board.status === 'busy';
    return html`<div class="stack">
      ${serialsOf(board).length > 0 ? this.name() : nothing}
      <board-facts class="wide" .board=${board}></board-facts>
      <div class="row">
        ${
          board.simulated || board.status === 'gone' || view.serial !== null
            ? nothing
            : html`<button @click=${() => this.send({ do: 'connect_board' })}>${words.another}</button>`
        }
        ${board.simulated ? this.virtualDesk(board) : nothing}
        ${
          board.kit !== '' || board.firmware === 'provisioning'
            ? html`<button
                ?disabled=${board.status !== 'ready'}
                @click=${() => this.send({ do: 'core', name: 'blink', arguments: { board: board.id }, card: 'board' })}
              >
                ${words.blink}
              </button>`
            : nothing
        }
        <button ?disabled=${busy} @click=${() => this.send({ do: 'forget_board' })}>${words.forget}</button>
      </div>
      ${busy ? html`<p class="muted small">${words.atWork}</p>` : nothing}
      <details class="wide" @toggle=${this.onTools}>
        <summary>${words.tools}</summary>
        ${
          this.toolsOpened
            ? html`<late-part .load=${loadTools}></late-part>
                <board-tools
                  .board=${board}
                  .job=${serviceJob(view.state)}
                  .error=${view.errors.tools ?? null}
                ></board-tools>`
            : nothing
        }
      </details>
    </div>`;
  }

  /** The name that the page shows, to be changed. It is kept in this browser. */
  private name(): TemplateResult {
    const { view, board } = this;
    return html`<label class="name"
      >${words.name}
      <input
        maxlength="40"
        autocomplete="off"
        .value=${live(boardName(board, view.state.boards, view.names))}
        @change=${this.onName}
      />
      <span>${words.nameHint}</span>
    </label>`;
  }

  private readonly onName = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    this.send({ do: 'name_board', id: this.board.id, name: value });
  };

  private readonly onTools = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.toolsOpened = true;
  };

  private virtualDesk(board: BoardState): TemplateResult {
    const image = board.firmware === 'provisioning' ? 'demo' : 'provisioning';
    return html`<button
        ?disabled=${board.status !== 'ready'}
        @click=${() => this.send({ do: 'simulated_drop', image })}
      >
        ${text.simulation.drop[image]}
      </button>
      <button @click=${() => this.send({ do: 'simulated_plug' })}>${text.simulation.another}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-details': BoardDetails;
  }
}
