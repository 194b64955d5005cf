/** The Provision card: the plan, the running steps, how to continue after a failure, and the result. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState, JobState, NextAction } from '../../../wasm/provisioner';
import { shortened } from '../app/board_names';
import { selectedBoard, selectedJob, type View } from '../app/view';
import '../components/error-note';
import { drawnWith } from '../components/drawn-with';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../components/step-card';
import type { Sign } from '../components/step-card';
import { text } from '../text/catalogue';

const words = text.provision;

@customElement('provision-card')
export class ProvisionCard extends PageElement {
  @property(
    drawnWith((state) => [
      selectedBoard(state),
      selectedJob(state),
      state.account,
      state.next,
      state.live.messages > 0,
      state.contents?.stackReplacement,
      state.contents?.authoritySharing,
    ]),
  )
  view!: View;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      after-setup {
        margin-inline-start: 48px;
        padding-block: 8px 16px;
      }
      @media (max-width: 640px) {
        after-setup {
          margin-inline-start: 0;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view } = this;
    const board = selectedBoard(view.state);
    // Other jobs are shown in the Board card, where they are started.
    const last = selectedJob(view.state);
    const job = last?.kind === 'provision' ? last : null;
    const [sign, status] = this.status(board, job);
    const error = job?.error ?? view.errors.provision ?? null;
    const result = job?.status === 'done' ? job.result : null;
    const upcoming = !job && !error && sign === 'waiting' && !this.isSettled();
    const onStage = job?.status === 'running' || job?.status === 'planning'; // run-panel.ts shows it
    const isLive = result !== null && view.state.live.messages > 0;
    return html`<step-card
        last
        number="4"
        heading=${words.title}
        .sign=${sign}
        .status=${status}
        .summary=${result ? `${words.result.thing} ${shortened(result.thingName)} · ${words.took(result.milliseconds)}` : ''}
        .folded=${upcoming || onStage || isLive}
        .current=${['plan', 'provision', 'continue'].includes(view.state.next)}
      >
        <div class="stack">
          <error-note ?hidden=${!error} .mild=${job?.status === 'cancelled'} .error=${error}></error-note>
          ${job ? this.job(job) : this.beginning()}
          ${view.state.account.status === 'good' ? html`<provision-options class="wide" .view=${view} .locked=${this.isLocked(job)}></provision-options>` : nothing}
        </div> </step-card
      >${board && isLive ? html`<after-setup .view=${view} .board=${board}></after-setup>` : nothing}`;
  }

  /** True from the click until the core has found out which board the debugger belongs to. */
  private isStarting(job: JobState | null): boolean {
    return this.view.starting && job?.status !== 'running' && job?.status !== 'done';
  }

  private status(board: BoardState | undefined, job: JobState | null): [Sign, string] {
    if (this.isStarting(job)) return ['working', words.status.starting];
    if (!job) return this.waiting(board);
    switch (job.status) {
      case 'planning':
        return ['working', words.status.planning];
      case 'planned':
        return job.plan?.complete ? ['good', words.status.complete] : ['todo', words.status.planned];
      case 'running':
        return ['working', words.status.running];
      case 'failed':
        return ['failed', words.status.failed];
      case 'cancelled':
        return ['attention', words.status.cancelled];
      case 'done':
        if (job.registration) return ['working', words.status.registering];
        return ['good', job.result?.changed === false ? words.status.unchanged : words.status.done];
    }
  }

  private waiting(board: BoardState | undefined): [Sign, string] {
    const hasAccount = this.view.state.account.status === 'good';
    if (!board) return ['waiting', hasAccount ? words.status.waitBoard : words.status.waitBoth];
    if (!hasAccount) return ['waiting', words.status.waitAccount];
    const { next } = this.view.state;
    if (next === 'provision') return ['todo', words.status.readyWhole];
    if (next === 'connect_debugger') return ['waiting', words.status.waitDebugger];
    if (next === 'set_wifi') return ['waiting', words.status.waitWifi];
    if (board.status === 'ready' && board.firmware !== 'provisioning' && !board.debugger)
      return ['waiting', words.status.waitFirmware];
    if (next === 'plan') return ['todo', words.status.ready];
    if (board.status === 'busy' || board.status === 'identifying') return ['waiting', words.status.waitTurn];
    return ['waiting', this.isSettled() ? words.status.settled : words.status.waitBoard];
  }

  /** True for a live board that was not provisioned in this session. The user can still show the plan. */
  private isSettled(): boolean {
    const { state } = this.view;
    const board = selectedBoard(state);
    return (
      board?.status === 'ready' && board.debugger !== null && ['none', 'wait', 'watch'].includes(state.next)
    );
  }

  private beginning(): TemplateResult {
    const { next } = this.view.state;
    if (this.view.starting) return html`<p class="muted">${words.starting}</p>`;
    if (next !== 'provision')
      return html`<p class="muted">${words.explain}</p>
        ${next === 'plan' || this.isSettled() ? this.planButton() : nothing}`;
    return html`${this.isUnpaired() ? nothing : html`<p class="muted">${words.explainWhole}</p>`}
      ${this.overwrites()}
      <div class="row">
        ${this.oneBoard()} ${this.run(words.run, 'provision')}
        <button class="plain" @click=${() => this.send({ do: 'plan', renew: false })}>
          ${words.planFirst}
        </button>
      </div>`;
  }

  private job(job: JobState): TemplateResult {
    switch (job.status) {
      case 'planning':
      case 'running':
        return html``;
      case 'planned':
        return this.planned(job);
      case 'failed':
      case 'cancelled':
        return html`<div class="row">
          ${this.oneBoard()}
          ${this.view.state.next === 'plan' ? this.planButton() : this.run(words.continue, 'continue')}
        </div>`;
      case 'done':
        return html`<provision-result
          class="wide"
          .job=${job}
          .able=${this.canStart()}
          .simulated=${this.view.simulated}
        ></provision-result>`;
    }
  }

  private planButton(): TemplateResult {
    const isNext = this.view.state.next === 'plan' && !this.isUnpaired();
    return html`<button
      class=${isNext ? 'primary' : ''}
      ?data-primary=${isNext}
      @click=${() => this.send({ do: 'plan', renew: false })}
    >
      ${words.plan}
    </button>`;
  }

  /** Warns before the job overwrites a program that the user may want to keep. */
  private overwrites(): TemplateResult | typeof nothing {
    const board = selectedBoard(this.view.state);
    const isUnknown = board?.firmware === 'unknown' || board?.error?.code === 'session.unknown_firmware';
    return isUnknown ? html`<p class="caution">${words.overwrites}</p>` : nothing;
  }

  /** If the core could not prove which debugger belongs to the board, the user can confirm that there is only one. */
  private oneBoard(): TemplateResult | typeof nothing {
    if (!this.isUnpaired()) return nothing;
    return html`<button
      class="primary"
      data-primary
      ?disabled=${this.view.starting}
      @click=${() => this.send({ do: 'provision', pairing: 'asserted' })}
    >
      ${words.oneBoardYes}
    </button>`;
  }

  /** True after an attempt that failed, and would fail again, because nothing proved which debugger belongs to the board. */
  private isUnpaired(): boolean {
    return this.view.errors.provision?.code === 'provision.not_paired';
  }

  /** True while the method must stay as it is. */
  private isLocked(job: JobState | null): boolean {
    return this.view.starting || job?.status === 'planning' || job?.status === 'running';
  }

  /** Enabled only if the core names this as the next action: not while the board is unplugged or busy. */
  private run(name: string, when: NextAction): TemplateResult {
    const isNext = !this.isUnpaired(); // the way on is the user's word, not the same attempt again
    return html`<button
      class=${isNext ? 'primary' : ''}
      ?data-primary=${isNext}
      ?disabled=${this.view.state.next !== when || this.view.starting}
      @click=${() => this.send({ do: 'provision' })}
    >
      ${isNext ? name : text.board.again}
    </button>`;
  }

  /** True if the board can be provisioned again. */
  private canStart(): boolean {
    const board = selectedBoard(this.view.state);
    return board?.status === 'ready' && (board.firmware === 'provisioning' || board.debugger !== null);
  }

  private planned({ plan }: JobState): TemplateResult {
    if (!plan) return html``;
    const warnings = plan.warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`);
    if (plan.complete) {
      return html`<p>${words.complete}</p>
        <plan-view class="wide" .plan=${plan}></plan-view>
        ${warnings}
        <div class="row">
          <button @click=${() => this.send({ do: 'plan', renew: true })}>${words.renew}</button>
        </div>`;
    }
    return html`<plan-view class="wide" .plan=${plan}></plan-view>
      ${warnings} ${this.overwrites()}
      <div class="row">
        ${this.run(words.run, 'provision')}
        <span class="muted">${words.expected(plan.expectedMilliseconds)}</span>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'provision-card': ProvisionCard;
  }
}
