/** One board of the tray: its name, its step with a bar, its time, PASS or FAIL in large letters, and what can be done with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState, JobState, MethodName, TrayBoard } from '../../../wasm/provisioner';
import { shortened } from '../app/board_names';
import { addressOf } from '../app/routes';
import { progressStyle, stepsDone } from '../components/job-progress';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { explain, text } from '../text/catalogue';
import { tray as words } from '../text/tray';

type Needs = typeof words.needs;

@customElement('tray-row')
export class TrayRow extends PageElement {
  @property({ attribute: false }) board!: BoardState;
  @property({ attribute: false }) job: JobState | null = null;
  @property({ attribute: false }) now!: TrayBoard;
  @property() name = '';
  @property() method: MethodName = 'mar';

  static override styles = [
    shared,
    progressStyle,
    css`
      :host {
        display: grid;
        grid-template: 'name step time verdict actions' / minmax(160px, 3fr) minmax(0, 5fr) 80px 104px minmax(
            216px,
            auto
          );
        gap: 4px 24px;
        align-items: center;
        min-height: 64px;
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
      .name {
        grid-area: name;
        overflow-wrap: anywhere;
      }
      .name strong {
        display: block;
        font-weight: 500;
        line-height: 20px;
      }
      .step {
        grid-area: step;
        display: grid;
        gap: 4px;
        line-height: 20px;
      }
      .time {
        grid-area: time;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        text-align: end;
      }
      .verdict {
        grid-area: verdict;
        padding: 8px 0;
        border-radius: 8px;
        font-size: 1.25rem;
        font-weight: 700;
        line-height: 24px;
        text-align: center;
      }
      .passed {
        background: var(--good-soft);
        color: var(--good);
      }
      .failed {
        background: var(--bad-soft);
        color: var(--bad);
      }
      .actions {
        grid-area: actions;
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: 0 16px;
      }
      .actions button {
        min-width: var(--target);
      }
      .why {
        color: var(--bad);
      }
      @media (max-width: 960px) {
        :host {
          grid-template:
            'name verdict' auto
            'step time' auto
            'actions actions' auto / minmax(0, 1fr) auto;
          gap: 4px 16px;
        }
        .actions {
          justify-content: start;
        }
        .verdict:empty {
          padding: 0;
        }
        .verdict:not(:empty) {
          padding-inline: 16px;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { board, job, now, name } = this;
    const verdict = now.status === 'passed' || now.status === 'failed' ? now.status : null;
    return html`<div class="name">
        <strong>${name}</strong><span class="small muted">${board.debugger?.serialNumber ?? ''}</span>
      </div>
      <div class="step">${this.step()}</div>
      <div class="time small">
        ${job?.kind === 'provision' && job.milliseconds > 0 ? words.time(job.milliseconds) : nothing}
      </div>
      <div class="verdict ${verdict ?? ''}" role="status">${verdict ? words.verdicts[verdict] : nothing}</div>
      <div class="actions">${this.actions()}</div>`;
  }

  private step(): TemplateResult {
    const { now, job } = this;
    if (now.error && now.status !== 'running') {
      const { title, todo } = explain(now.error);
      return html`<span class="why">${title}</span><span class="small muted">${todo}</span>`;
    }
    if (now.status === 'passed')
      return html`<span class="muted">${words.liveAs(shortened(job?.result?.thingName ?? ''))}</span>`;
    if (now.status === 'waiting') return html`<span class="muted">${this.need()}</span>`;
    const running = now.status === 'running' && job?.kind === 'provision' ? job : null;
    const step = running?.steps.find(({ status }) => status === 'running');
    if (!running || !step) return html`<span class="muted">${words.status[this.plainStatus()]}</span>`;
    return html`<span>${text.provision.steps[step.name]}</span
      ><progress
        aria-label=${this.name}
        max=${Math.max(running.steps.length, 1)}
        .value=${stepsDone(running)}
      ></progress>`;
  }

  private plainStatus(): keyof typeof words.status {
    const { status } = this.now;
    return status === 'waiting' || status === 'passed' || status === 'failed' ? 'ready' : status;
  }

  private need(): string {
    const { next } = this.now;
    return next in words.needs ? words.needs[next as keyof Needs] : words.needs.other;
  }

  private actions(): TemplateResult {
    const { board, now, name } = this;
    const { id, status } = board;
    const action = (label: string, does: () => void, able = true): TemplateResult =>
      html`<button class="plain" aria-label="${label}: ${name}" ?disabled=${!able} @click=${does}>
        ${label}
      </button>`;
    const core = (command: 'blink' | 'cancel') => (): void =>
      this.send({ do: 'core', name: command, arguments: { board: id }, card: 'tray' });
    const canBlink = board.kit !== '' || board.firmware === 'provisioning';
    const label = now.status === 'failed' || now.status === 'stopped' ? words.continue : words.start;
    return html`${now.startable ? action(label, () => this.start()) : nothing}
    ${now.status === 'running' && status === 'busy' ? action(words.stop, core('cancel')) : nothing}
    ${
      status === 'gone'
        ? action(words.remove, () => this.send({ do: 'forget_board', id }))
        : action(words.find, core('blink'), status === 'ready' && canBlink)
    }
    ${action(words.look, () => this.look())}`;
  }

  private start(): void {
    const arguments_ = { board: this.board.id, method: this.method };
    this.send({ do: 'core', name: 'provisionTray', arguments: arguments_, card: 'tray' });
  }

  /** Shows the board in the cards, which have all of its details and remedies. */
  private look(): void {
    this.send({ do: 'select_board', id: this.board.id });
    location.hash = addressOf('setup');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tray-row': TrayRow;
  }
}
