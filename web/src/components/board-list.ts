/** The list of boards, if there are several: each with its kit and name, and with what it is doing or how its last job ended. The cards show the selected one. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState, JobState } from '../../../wasm/provisioner';
import { boardName, type Names } from '../app/board_names';
import { addressOf } from '../app/routes';
import { explain, text } from '../text/catalogue';
import { stepsDone, progressStyle } from './job-progress';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.board;

interface Progress {
  words: string;
  mark: 'good' | 'bad' | '';
  /** 0..1 while a job runs. */
  fraction?: number;
}

function progressOf(board: BoardState, job: JobState | undefined): Progress {
  const { steps, status } = text.provision;
  if (board.status === 'failed' && board.error) return { words: explain(board.error).title, mark: 'bad' };
  if (!job || board.status === 'gone' || board.status === 'identifying')
    return { words: words.status[board.status], mark: '' };
  const running = job.steps.find((step) => step.status === 'running');
  if (running) return { words: steps[running.name], mark: '', fraction: stepsDone(job) / job.steps.length };
  if (job.status === 'failed' && job.error) return { words: explain(job.error).title, mark: 'bad' };
  if (job.status === 'done' && job.result)
    return { words: job.result.changed ? status.done : status.unchanged, mark: 'good' };
  return { words: words.status[board.status], mark: '' };
}

@customElement('board-list')
export class BoardList extends PageElement {
  @property({ attribute: false }) boards: readonly BoardState[] = [];
  @property({ attribute: false }) jobs: readonly JobState[] = [];
  @property({ attribute: false }) selected = 0;
  @property({ attribute: false }) names: Names = {};

  static override styles = [
    shared,
    progressStyle,
    css`
      :host {
        display: block;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
        border-block-start: 1px solid var(--line);
      }
      .choice {
        flex: 1;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-width: 0;
        padding: 8px;
        border-width: 0;
        background: none;
        text-align: start;
      }
      .choice[aria-pressed='true'] {
        padding: 7px;
        border: 1px solid var(--accent);
        background: var(--accent-soft);
      }
      .choice > * {
        overflow-wrap: anywhere;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      progress {
        margin-block-start: 4px;
      }
      .all {
        display: flex;
        align-items: center;
        min-height: var(--target);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<ul aria-label=${words.choose}>
        ${this.boards.map((board) => this.row(board))}
      </ul>
      <a class="all" href=${addressOf('tray')}>${text.views.tray}</a>`;
  }

  private row(board: BoardState): TemplateResult {
    const { id, status, simulated } = board;
    const name = boardName(board, this.boards, this.names);
    const progress = progressOf(
      board,
      this.jobs.find((job) => job.board === id),
    );
    return html`<li>
      <button
        class="choice"
        aria-pressed=${id === this.selected ? 'true' : 'false'}
        @click=${() => this.send({ do: 'select_board', id })}
      >
        <span>${name}</span>
        <span class="small">
          <span class=${progress.mark || 'muted'}>${progress.words}</span>
          ${progress.fraction === undefined ? nothing : html`<progress aria-label=${text.provision.title} .value=${progress.fraction}></progress>`}
        </span>
      </button>
      ${
        status === 'gone' && !simulated
          ? html`<button
              class="plain"
              aria-label="${words.remove}: ${name}"
              @click=${() => this.send({ do: 'forget_board', id })}
            >
              ${words.remove}
            </button>`
          : html`<button
              class="plain"
              aria-label="${words.blink}: ${name}"
              ?disabled=${status !== 'ready'}
              @click=${() => this.send({ do: 'core', name: 'blink', arguments: { board: id }, card: 'board' })}
            >
              ${words.blink}
            </button>`
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-list': BoardList;
  }
}
