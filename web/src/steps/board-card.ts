/** The Board card: from "no board yet" to what the board is and runs, with the way out of every trouble. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardState, DebuggerState } from '../../../wasm/provisioner';
import { selectedBoard, wantedImage, type Image, type View } from '../app/view';
import { summaryOf } from '../components/board-facts';
import '../components/board-picture';
import '../components/device-prompts';
import type { DevicePrompts } from '../components/device-prompts';
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
/** After these, what stands between browser and board is looked for by system. */
const doorsClosed = [
  'page.picker_closed',
  'page.debugger_picker_closed',
  'hid.open_failed',
  'serial.open_failed',
];

/** Nobody did anything wrong: a list was closed. */
function isChoice(code: string): boolean {
  return code.endsWith('picker_closed');
}

@customElement('board-card')
export class BoardCard extends PageElement {
  @property({ attribute: false }) view!: View;
  @state() private toolsOpened = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .picture {
        padding-block: 8px;
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
    const settled = board?.status === 'ready' && !this.asks(board);
    const folded = (settled || board?.status === 'busy') && view.state.boards.length === 1;
    return html`<step-card
      number="1"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${board ? summaryOf(board) : ''}
      .folded=${folded && !view.simulated}
      .simulated=${view.simulated}
      .current=${['connect_board', 'connect_debugger', 'load_provisioning_firmware', 'load_demo_firmware'].includes(view.state.next)}
    >
      <div class="stack">
        ${board ? this.connected(board) : this.none()} ${this.debuggerTroubles()} ${this.help(board)}
        ${board ? this.more(board, settled) : nothing}
      </div>
    </step-card>`;
  }

  protected override willUpdate(): void {
    const code = this.error()?.code ?? '';
    if (doorsClosed.includes(code)) void import('../components/system-help');
  }

  /** What the state of this card is about, if it is a trouble. */
  private error(): View['coreError'] {
    const { view } = this;
    const failed = view.state.debuggers.find(({ error }) => error !== null)?.error;
    return selectedBoard(view.state)?.error ?? view.errors.board ?? failed ?? null;
  }

  /** Whether the board waits for something here. */
  private asks(board: BoardState): boolean {
    return this.imageFor(board) !== null || this.view.state.next === 'connect_debugger';
  }

  /** The image to drag onto the drive; with a debugger there is nothing to drag. */
  private imageFor(board: BoardState): Image | null {
    const byHand = this.view.byHand || this.view.hid !== null;
    const unknown = board.status === 'ready' && board.firmware === 'unknown' && !board.debugger && byHand;
    return unknown ? 'provisioning' : wantedImage(this.view.state);
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
        if (view.state.next === 'connect_debugger') return ['todo', words.status.needsDebugger];
        if (this.imageFor(board)) {
          const unknown = board.firmware === 'unknown';
          return ['attention', unknown ? words.status.unknownFirmware : words.status.wrongFirmware];
        }
        return ['good', words.status.ready];
    }
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
      ${error ? html`<error-note .mild=${isChoice(error.code)} .error=${error}></error-note>` : nothing}
      <p>${view.byUsb || view.hid !== null ? words.firstOne : words.first}</p>
      <device-prompts .kind=${this.promptKind()} .open=${view.choosing}></device-prompts>
      <div class="row">
        <button
          class=${view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          ?disabled=${view.choosing !== null || view.core !== 'ready'}
          @click=${() => this.send({ do: 'connect_board' })}
        >
          ${cable}${words.connect}
        </button>
        ${this.tryInstead()}
      </div>
      <p class="muted small">${words.remembered}</p>`;
  }

  private promptKind(): DevicePrompts['kind'] {
    if (this.view.byUsb) return 'usb';
    return this.view.hid === null ? 'both' : 'port';
  }

  private help(board: BoardState | undefined): TemplateResult | typeof nothing {
    const code = this.error()?.code ?? '';
    const here = board?.status !== 'gone' && doorsClosed.includes(code);
    return here ? html`<system-help class="wide"></system-help>` : nothing;
  }

  /** Those of debuggers that no port was found to belong to; a board's own is part of its state. */
  private debuggerTroubles(): TemplateResult[] {
    const { boards, debuggers } = this.view.state;
    const shown = ({ status, board, id }: DebuggerState): boolean =>
      status !== 'gone' && (board === 0 || boards.every((one) => one.debugger?.id !== id));
    return debuggers
      .filter(shown)
      .flatMap(({ error, warnings }) => [
        ...(error ? [html`<error-note .error=${error}></error-note>`] : []),
        ...warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`),
      ]);
  }

  private tryInstead(): TemplateResult {
    return html`<button class="plain" @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>`;
  }

  private connected(board: BoardState): TemplateResult {
    const { view } = this;
    const image = this.imageFor(board);
    const warnings = [...board.warnings, ...(board.debugger?.warnings ?? [])];
    const error = view.errors.board;
    return html`${view.state.boards.length > 1 ? this.choice() : nothing}
    ${view.simulated ? html`<virtual-board class="wide" .board=${board}></virtual-board>` : nothing}
    ${
      board.status === 'gone' && !board.simulated
        ? html`<board-picture inviting></board-picture>
            <p>${words.gone}</p>`
        : nothing
    }
    ${board.status === 'failed' ? this.failed(board) : nothing}
    ${
      error && board.status !== 'failed'
        ? html`<error-note .mild=${isChoice(error.code)} .error=${error}></error-note>`
        : nothing
    }
    ${board.debugger?.error ? html`<error-note .error=${board.debugger.error}></error-note>` : nothing}
    ${view.state.next === 'connect_debugger' && board.status !== 'failed' ? this.debuggerRequest() : nothing}
    ${image && board.status !== 'gone' ? this.byHand(board, image) : nothing}
    ${warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`)}
    ${board.status === 'ready' || board.status === 'busy' ? html`<p class="muted">${summaryOf(board)}</p>` : nothing}`;
  }

  private debuggerRequest(): TemplateResult {
    const { view } = this;
    return html`<p>${words.debugger.why}</p>
      <device-prompts kind="both" hasPort .open=${view.choosing}></device-prompts>
      ${view.state.boards.length > 1 ? html`<p class="muted">${words.debugger.several}</p>` : nothing}
      <div class="row">
        <button
          class="primary"
          data-primary
          ?disabled=${view.choosing !== null}
          @click=${() => this.send({ do: 'connect_debugger' })}
        >
          ${cable}${words.debugger.allow}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'go_by_hand', byHand: true })}>
          ${words.debugger.byHand}
        </button>
      </div>`;
  }

  /** The drive in place of the debugger, and why. */
  private byHand(board: BoardState, image: Image): TemplateResult {
    const { view } = this;
    const held = board.debugger;
    return html`${board.firmware === 'unknown' ? html`<p>${words.unknown}</p>` : nothing}
      ${
        view.hid !== null && !view.simulated
          ? html`<error-note mild .error=${{ code: view.hid, params: {}, detail: '' }}></error-note>`
          : nothing
      }
      ${held && !held.programmable ? html`<p>${words.debugger.unprogrammable}</p>` : nothing}
      <firmware-help .image=${image} .simulated=${board.simulated}></firmware-help>
      ${
        view.byHand && view.hid === null
          ? html`<button class="plain" @click=${() => this.send({ do: 'go_by_hand', byHand: false })}>
              ${words.debugger.instead}
            </button>`
          : nothing
      }`;
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
    return html`<div class="stack wide">
      <board-facts .board=${board}></board-facts>
      <div class="row">
        ${
          board.simulated || this.view.serial !== null
            ? nothing
            : html`<button @click=${() => this.send({ do: 'connect_board' })}>${words.another}</button>`
        }
        ${board.simulated ? this.virtualDesk(board) : nothing}
        <button @click=${() => this.send({ do: 'forget_board' })}>${words.forget}</button>
      </div>
      <details class="wide" @toggle=${this.onTools}>
        <summary>${words.tools}</summary>
        ${
          this.toolsOpened
            ? html`<board-tools .board=${board} .error=${this.view.errors.tools ?? null}></board-tools>`
            : nothing
        }
      </details>
    </div>`;
  }

  private readonly onTools = (event: Event): void => {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.toolsOpened = true;
    void import('../components/board-tools');
  };

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
