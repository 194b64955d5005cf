/** The Board card: from "no board yet" to what the board is and runs, with the way out of every trouble. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState } from '../../../wasm/provisioner';
import { selectedBoard, wantedImage, type View } from '../app/view';
import '../components/board-picture';
import '../components/error-note';
import '../components/firmware-help';
import '../components/virtual-board';
import { cable } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../components/step-card';
import type { Sign } from '../components/step-card';
import { explain, text } from '../text/catalogue';

const words = text.board;

@customElement('board-card')
export class BoardCard extends PageElement {
  @property({ attribute: false }) view!: View;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .picture {
        padding-block: 8px;
      }
      .checklist {
        display: grid;
        gap: 4px;
        padding-inline-start: 20px;
        list-style: disc;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .chosen {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view } = this;
    const board = selectedBoard(view.state);
    const [sign, status] = this.status(board);
    const settled =
      board?.status === 'ready' && board.firmware !== 'unknown' && wantedImage(view.state) === null;
    const folded = (settled || board?.status === 'busy') && view.state.boards.length === 1;
    return html`<step-card
      number="1"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${board ? this.summary(board) : ''}
      .folded=${folded && !view.simulated}
      .simulated=${view.simulated}
      .current=${['connect_board', 'load_provisioning_firmware', 'load_demo_firmware'].includes(view.state.next)}
    >
      <div class="stack">
        ${board ? this.connected(board) : this.none()} ${board ? this.more(board, settled) : nothing}
      </div>
    </step-card>`;
  }

  private status(board: BoardState | undefined): [Sign, string] {
    const { view } = this;
    if (!board) {
      if (view.serial !== null && !view.simulated) return ['attention', words.status.unavailable];
      return view.choosing ? ['working', words.status.choosing] : ['todo', words.status.none];
    }
    switch (board.status) {
      case 'identifying':
        return ['working', words.status.identifying];
      case 'busy':
        return ['working', words.status.busy];
      case 'gone':
        return ['attention', words.status.gone];
      case 'failed':
        return ['failed', board.error ? explain(board.error).title : words.status.failed];
      case 'ready':
        if (board.firmware === 'unknown') return ['attention', words.status.unknownFirmware];
        if (wantedImage(view.state)) return ['attention', words.status.wrongFirmware];
        return ['good', words.status.ready];
    }
  }

  private summary(board: BoardState): string {
    const serial = board.secureElement ? `${board.secureElement.slice(0, 8)}…` : '';
    const firmware = [words.firmware[board.firmware], board.firmwareVersion].filter(Boolean).join(' ');
    const parts = board.label === board.secureElement ? [board.label] : [board.label, serial];
    return [...parts, firmware].filter(Boolean).join(' · ');
  }

  private none(): TemplateResult {
    const { view } = this;
    if (view.simulated) {
      return html`<board-picture></board-picture>
        <button class="primary" data-primary @click=${() => this.send({ do: 'simulated_plug' })}>
          ${cable}${text.simulation.plug}
        </button>`;
    }
    if (view.serial !== null) {
      return html`<error-note mild .error=${{ code: view.serial, params: {}, detail: '' }}></error-note
        >${this.tryInstead()}`;
    }
    const error = view.errors.board;
    return html`<board-picture class="picture" inviting></board-picture>
      ${
        error
          ? html`<error-note .mild=${error.code === 'page.picker_closed'} .error=${error}></error-note>`
          : html`<p>${words.first}</p>`
      }
      ${error?.code === 'page.picker_closed' ? this.checklist() : nothing}
      <div class="row">
        <button
          class=${view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          ?disabled=${view.choosing || view.core !== 'ready'}
          @click=${() => this.send({ do: 'connect_board' })}
        >
          ${cable}${words.connect}
        </button>
        ${this.tryInstead()}
      </div>`;
  }

  private tryInstead(): TemplateResult {
    return html`<button class="plain" @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>`;
  }

  private checklist(): TemplateResult {
    return html`<ul class="checklist">
      ${words.checklist.map((point) => html`<li>${point}</li>`)}
    </ul>`;
  }

  private connected(board: BoardState): TemplateResult {
    const { view } = this;
    const unknown = board.status === 'ready' && board.firmware === 'unknown';
    const image = unknown ? 'provisioning' : wantedImage(view.state);
    return html`${view.state.boards.length > 1 ? this.choice() : nothing}
    ${view.simulated ? html`<virtual-board class="wide" .board=${board}></virtual-board>` : nothing}
    ${
      board.status === 'gone' && !board.simulated
        ? html`<board-picture inviting></board-picture>
            <p>${words.gone}</p>`
        : nothing
    }
    ${board.status === 'failed' ? this.failed(board) : nothing}
    ${unknown ? html`<p>${words.unknown}</p>` : nothing}
    ${
      image && board.status !== 'gone'
        ? html`<firmware-help .image=${image} .simulated=${board.simulated}></firmware-help>`
        : nothing
    }
    ${board.warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`)}
    ${board.status === 'ready' || board.status === 'busy' ? html`<p class="muted">${this.summary(board)}</p>` : nothing}`;
  }

  private failed(board: BoardState): TemplateResult {
    return html`<error-note .error=${board.error ?? this.view.errors.board ?? null}></error-note>
      <button class="primary" data-primary @click=${() => this.send({ do: 'identify' })}>
        ${words.again}
      </button>`;
  }

  private choice(): TemplateResult {
    const { boards, selected } = this.view.state;
    return html`<fieldset>
      <legend class="hidden-text">${words.choose}</legend>
      ${boards.map(
        ({ id, label }) =>
          html`<button
            class=${id === selected ? 'chosen' : ''}
            aria-pressed=${id === selected ? 'true' : 'false'}
            @click=${() => this.send({ do: 'select_board', id })}
          >
            ${label}
          </button>`,
      )}
    </fieldset>`;
  }

  /** Who opened a folded card wants to see what is in it; else it stays out of the way. */
  private more(board: BoardState, settled: boolean): TemplateResult {
    if (settled && !board.simulated) return this.facts(board);
    return html`<details class="wide">
      <summary>${text.details}</summary>
      ${this.facts(board)}
    </details>`;
  }

  private facts(board: BoardState): TemplateResult {
    const firmware = [words.firmware[board.firmware], board.firmwareVersion].filter(Boolean).join(' ');
    const facts: [string, string][] = [
      [words.facts.firmware, firmware],
      [words.facts.module, board.moduleFirmware],
      [words.facts.secureElement, board.secureElement],
      [words.facts.thing, board.thingName],
      [words.facts.endpoint, board.endpoint],
    ];
    return html`<div class="stack wide">
      <dl class="facts">
        ${facts
          .filter(([, value]) => value !== '')
          .map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd class="mono">${value}</dd>`,
          )}
      </dl>
      <div class="row">
        ${
          board.simulated || this.view.serial !== null
            ? nothing
            : html`<button @click=${() => this.send({ do: 'connect_board' })}>${words.another}</button>`
        }
        ${board.simulated ? this.virtualDesk(board) : nothing}
        <button @click=${() => this.send({ do: 'forget_board' })}>${words.forget}</button>
      </div>
    </div>`;
  }

  /** What one may do to a virtual board at any time. */
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
    'board-card': BoardCard;
  }
}
