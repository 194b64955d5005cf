/** The Board card: connecting a board, what the board is and runs, and the remedy for each problem with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState, DebuggerState, ErrorInfo } from '../../../wasm/provisioner';
import { selectedBoard, serviceJob, wantedImage, type Image, type View } from '../app/view';
import { summaryOf } from '../components/board-facts';
import '../components/board-picture';
import '../components/error-note';
import { cable } from '../components/icons';
import '../components/late-part';
import { drawnWith } from '../components/drawn-with';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../components/step-card';
import type { Sign } from '../components/step-card';
import { text } from '../text/catalogue';
import './board-invitation';
import { accessTrouble, isIntended, missesDebugger } from './board-troubles';

const words = text.board;
const loadList = (): Promise<unknown> => import('../components/board-list');
const loadHelp = (): Promise<unknown> => import('../components/system-help');

function warningsOf(board: BoardState): readonly ErrorInfo[] {
  return [...board.warnings, ...(board.debugger?.warnings ?? [])];
}

/** The next actions that are this card's. */
const ownActions = ['connect_board', 'connect_debugger', 'load_provisioning_firmware', 'load_demo_firmware'];

@customElement('board-card')
export class BoardCard extends PageElement {
  @property(
    drawnWith((state) => [
      state.boards,
      state.debuggers,
      state.selected,
      state.next,
      state.boards.length > 1 ? state.jobs : serviceJob(state),
    ]),
  )
  view!: View;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view } = this;
    const board = selectedBoard(view.state);
    const [sign, status] = this.status(board);
    const settled = board?.status === 'ready' && !this.asks(board) && warningsOf(board).length === 0;
    const error = view.errors.board;
    const untroubled = (settled || board?.status === 'busy') && (!error || isIntended(error));
    const folded = untroubled && view.state.boards.length === 1 && !view.simulated;
    return html`<step-card
      number="1"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${board ? summaryOf(board, view) : ''}
      .folded=${folded}
      .current=${missesDebugger(view) || ownActions.includes(view.state.next)}
    >
      <div class="stack">
        ${board ? this.connected(board, folded) : html`<board-invitation class="wide" .view=${view}></board-invitation>`}
        ${this.debuggerTroubles()} ${this.help(board)} ${board ? this.more(board, folded) : nothing}
      </div>
    </step-card>`;
  }

  /** True if the card asks the user to do something. */
  private asks(board: BoardState): boolean {
    const { view } = this;
    return (
      wantedImage(view.state) !== null ||
      view.state.next === 'connect_debugger' ||
      missesDebugger(view) ||
      board.foreignKit !== null
    );
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
        if (this.canBeReplaced(board)) return ['attention', words.status.unknownFirmware];
        return ['failed', words.status.failed];
      case 'ready':
        if (view.state.next === 'connect_debugger') return ['todo', words.status.needsDebugger];
        if (missesDebugger(view)) return ['attention', words.status.needsDebugger];
        if (board.foreignKit !== null) return ['attention', words.status.foreign];
        if (wantedImage(view.state)) {
          const unknown = board.firmware === 'unknown';
          return ['attention', unknown ? words.status.unknownFirmware : words.status.wrongFirmware];
        }
        return ['good', words.status.ready];
    }
  }

  private help(board: BoardState | undefined): TemplateResult | typeof nothing {
    const trouble = accessTrouble(this.view);
    return board?.status !== 'gone' && trouble !== null
      ? html`<late-part .load=${loadHelp}></late-part
          ><system-help class="wide" .trouble=${trouble}></system-help>`
      : nothing;
  }

  /** Errors and warnings of debuggers that are not paired with a board. Those of a paired one are part of its board's state. */
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

  private connected(board: BoardState, folded: boolean): TemplateResult {
    const { view } = this;
    const image = wantedImage(view.state);
    const warnings = warningsOf(board);
    const error = view.errors.board;
    return html`${view.state.boards.length > 1 ? this.list() : nothing}
    ${view.simulated ? html`<virtual-board class="wide" .board=${board} .leds=${view.leds}></virtual-board>` : nothing}
    ${board.status === 'gone' && !board.simulated ? this.away() : nothing}
    ${board.status === 'identifying' ? html`<p class="muted">${words.asking}</p>` : nothing}
    ${board.foreignKit === null ? nothing : this.foreign(board.foreignKit)}
    ${board.status === 'failed' && board.foreignKit === null ? this.failed(board) : nothing}
    ${error ? html`<error-note .mild=${isIntended(error)} .error=${error}></error-note>` : nothing}
    ${board.debugger?.error ? html`<error-note .error=${board.debugger.error}></error-note>` : nothing}
    ${view.state.next === 'connect_debugger' || missesDebugger(view) ? html`<debugger-request class="wide" .view=${view}></debugger-request>` : nothing}
    ${image && board.status !== 'gone' ? this.byHand(board, image) : nothing}
    ${warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`)}
    ${!folded && (board.status === 'ready' || board.status === 'busy') ? html`<p class="muted">${summaryOf(board, view)}</p>` : nothing}`;
  }

  /** For an unplugged board: the user plugs it in again, or connects another one. */
  private away(): TemplateResult {
    const { view } = this;
    return html`<board-picture inviting></board-picture>
      <p>${words.gone}</p>
      <div class="row">
        <button
          class=${view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          ?disabled=${view.choosing !== null}
          @click=${() => this.send({ do: 'connect_board' })}
        >
          ${cable}${words.another}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'identify' })}>${words.again}</button>
      </div>`;
  }

  /** For an unsupported kit. It may be a supported one whose debugger lost its configuration. */
  private foreign(kit: string): TemplateResult {
    const { view } = this;
    return html`<p>${words.foreign.what(kit)}</p>
      <div class="row">
        <button
          class=${view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          ?disabled=${view.choosing !== null}
          @click=${() => this.send({ do: 'connect_board' })}
        >
          ${cable}${words.foreign.another}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'go_by_hand', byHand: true })}>
          ${words.foreign.byHand}
        </button>
      </div>`;
  }

  /** How to load an image through the drive, and why the page does not use the debugger. */
  private byHand(board: BoardState, image: Image): TemplateResult {
    const { view } = this;
    const held = board.debugger;
    return html`${board.firmware === 'unknown' ? html`<p>${words.unknown}</p>` : nothing}
      ${
        view.hid !== null && !view.simulated
          ? html`<error-note mild .error=${{ code: view.hid, params: {}, detail: '' }}></error-note>`
          : nothing
      }
      <firmware-help .image=${image} .kit=${held?.kit ?? ''} .simulated=${board.simulated}></firmware-help>
      ${
        board.byHand && view.hid === null
          ? html`<button class="plain" @click=${() => this.send({ do: 'go_by_hand', byHand: false })}>
              ${words.debugger.instead}
            </button>`
          : nothing
      }`;
  }

  /** True for an unknown program, or half a program, that provisioning replaces through the debugger. */
  private canBeReplaced({ error }: BoardState): boolean {
    return error?.code === 'session.unknown_firmware' && !ownActions.includes(this.view.state.next);
  }

  private failed(board: BoardState): TemplateResult {
    if (this.canBeReplaced(board))
      return html`<p>${words.replaced}</p>
        <button class="plain" @click=${() => this.send({ do: 'identify' })}>${words.again}</button>`;
    if (board.error?.code === 'page.port_in_other_tab') return this.elsewhere(board.error);
    return html`<error-note .error=${board.error}></error-note>
      <button
        class=${this.view.state.next === 'connect_board' ? 'primary' : ''}
        data-primary
        @click=${() => this.send({ do: 'identify' })}
      >
        ${words.again}
      </button>`;
  }

  /** For a board that another tab of this page uses. */
  private elsewhere(error: ErrorInfo): TemplateResult {
    return html`<error-note mild .error=${error}></error-note>
      <div class="row">
        <button
          class=${this.view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          @click=${() => this.send({ do: 'take_over' })}
        >
          ${words.useHere}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'identify' })}>${words.again}</button>
      </div>`;
  }

  private list(): TemplateResult {
    const { boards, jobs, selected } = this.view.state;
    return html`<late-part .load=${loadList}></late-part>
      <board-list
        class="wide"
        .boards=${boards}
        .jobs=${jobs}
        .selected=${selected}
        .names=${this.view.names}
      ></board-list>`;
  }

  /** The details. Open if the user unfolded the card, or while a job that was started in the details runs. */
  private more(board: BoardState, folded: boolean): TemplateResult {
    const looking = serviceJob(this.view.state) !== null;
    return html`<details class="wide" ?open=${folded || looking}>
      <summary ?hidden=${folded}>${text.details}</summary>
      <board-details class="wide" .view=${this.view} .board=${board}></board-details>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-card': BoardCard;
  }
}
