/** The hardware check: what it will do, its rows and questions while it runs, and then its report. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardState } from '../../../wasm/provisioner';
import { boardName } from '../app/board_names';
import { addressOf } from '../app/routes';
import { selectedBoard, serviceJob, type Enquiries, type View } from '../app/view';
import '../components/copy-text';
import '../components/error-note';
import { check, cross } from '../components/icons';
import '../components/job-time';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { failure } from '../devices/answers';
import { save } from '../devices/files';
import { check as words } from '../text/aside';
import { diagnosis } from '../text/tools';
import { checkReport } from './check_report';
import type { Row, Verdict } from './check_rows';
import { checkStyles } from './check-styles';
import { HardwareCheck, type Asked } from './hardware_check';

const kits = ['AVR-IoT WG', 'AVR-IoT WA', 'PIC-IoT WG', 'PIC-IoT WA'];
const { patterns } = diagnosis.see;

@customElement('check-view')
export class CheckView extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** The check that runs or has ended. */
  @property({ attribute: false }) run: HardwareCheck | null = null;
  @state() private restores = false;
  @state() private mayReplace = false;
  @state() private remarks = '';
  private focused: Asked | null = null;

  static override styles = [shared, checkStyles];

  protected override render(): TemplateResult {
    const { run } = this;
    return html`<div class="stack">
      <h2>${words.title}</h2>
      ${run ? this.running(run) : this.introduction()}
    </div>`;
  }

  /** A question gets the focus, because the person looks at the board while it appears. */
  protected override updated(): void {
    const asked = this.run?.question ?? null;
    if (asked !== null && asked !== this.focused)
      this.renderRoot.querySelector<HTMLElement>('[data-question]')?.focus();
    this.focused = asked;
  }

  private introduction(): TemplateResult {
    const board = selectedBoard(this.view.state);
    return html`<p>${words.words}</p>
      <ul class="does">
        ${words.does.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${
        board
          ? this.start(board)
          : html`<p>${words.noBoard}</p>
              <div class="row"><a class="button" href=${addressOf('setup')}>${words.toSetup}</a></div>`
      }`;
  }

  private start(board: BoardState): TemplateResult {
    const isOwn = board.firmware === 'unknown';
    const isBusy = ['busy', 'identifying', 'gone'].includes(board.status);
    return html`<p><strong>${boardName(board, this.view.state.boards, this.view.names)}</strong></p>
      ${isOwn ? this.choice(words.ownProgram, words.ownProgramWords, this.mayReplace, (on) => (this.mayReplace = on)) : nothing}
      ${this.choice(words.restores, words.restoresWords, this.restores, (on) => (this.restores = on))}
      <div class="row">
        <button
          class="primary"
          ?disabled=${isBusy || (isOwn && !this.mayReplace)}
          @click=${() => this.begin(board)}
        >
          ${words.start}
        </button>
        ${isBusy ? html`<span class="muted">${words.busy}</span>` : nothing}
      </div>`;
  }

  private choice(label: string, explained: string, on: boolean, set: (on: boolean) => void): TemplateResult {
    return html`<div>
      <label class="choice"
        ><input
          type="checkbox"
          .checked=${on}
          @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
        />${label}</label
      >
      <p class="muted small">${explained}</p>
    </div>`;
  }

  private begin(board: BoardState): void {
    const run = new HardwareCheck(
      {
        state: () => this.view.state,
        command: async (name, arguments_) =>
          (await this.ask.session()?.command(name, arguments_)) ?? failure('page.module_failed'),
        changed: () => this.requestUpdate(),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      board,
      this.restores,
    );
    this.remarks = '';
    this.run = run;
    void run.run();
  }

  private running(run: HardwareCheck): TemplateResult {
    const job = serviceJob(this.view.state);
    const isEnded = run.stage === 'ended';
    return html`<ol class="rows wide">
        ${run.rows.map((row) => this.row(row))}
      </ol>
      ${run.question ? this.question(run, run.question) : nothing}
      ${!isEnded && job?.status === 'running' ? html`<job-time class="wide" .job=${job}></job-time>` : nothing}
      ${isEnded ? this.ended(run) : html`<button @click=${() => run.stop()}>${words.stop}</button>`}`;
  }

  private row({ part, verdict, reason, error }: Row): TemplateResult {
    return html`<li class=${verdict}>
      <span class="mark" aria-hidden="true">${mark(verdict)}</span>
      <span>${words.parts[part]}</span>
      <span class="verdict">${words.verdicts[verdict]}</span>
      ${reason ? html`<span class="reason small">${words.reasons[reason]}</span>` : nothing}
      ${error ? html`<error-note mild .error=${error}></error-note>` : nothing}
    </li>`;
  }

  private question(run: HardwareCheck, asked: Asked): TemplateResult {
    return html`<section class="question wide" aria-labelledby="question">
      <h3 id="question" tabindex="-1" data-question>${words.questions[asked]}</h3>
      ${asked === 'sensors' ? html`<p role="status">${this.values()}</p>` : nothing}
      <div class="row">
        ${choices(asked).map(
          ([answer, label]) => html`<button @click=${() => run.answer(answer)}>${label}</button>`,
        )}
      </div>
    </section>`;
  }

  private values(): string {
    return this.view.state.live.fields.map(({ name, value }) => `${name} ${value}`).join(' · ');
  }

  private ended(run: HardwareCheck): TemplateResult {
    const count = (verdict: Verdict): number => run.rows.filter((row) => row.verdict === verdict).length;
    const report = checkReport(this.view, run.board, run.rows, {
      remarks: this.remarks,
      agent: navigator.userAgent,
      now: new Date(),
    });
    return html`<p role="status">
        <strong>${words.result(count('passed'), count('failed'), count('skipped'))}</strong>
      </p>
      <label class="wide"
        >${words.remarks}
        <textarea
          rows="3"
          .value=${this.remarks}
          @input=${(event: Event) => (this.remarks = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <copy-text class="wide" block .label=${words.report} .value=${report}></copy-text>
      <p class="muted small">${words.reportWords}</p>
      <div class="row">
        <button
          class="primary"
          @click=${() => save('hardware-check.md', new Blob([report], { type: 'text/markdown' }))}
        >
          ${words.save}
        </button>
        <button @click=${() => (this.run = null)}>${words.again}</button>
      </div>`;
  }
}

function mark(verdict: Verdict): TemplateResult | typeof nothing {
  if (verdict === 'passed') return check;
  if (verdict === 'failed') return cross;
  return verdict === 'running' ? html`<i></i>` : nothing;
}

/** The answers to a question, as the report has them, and their words. */
function choices(asked: Asked): readonly (readonly [answer: string, label: string])[] {
  const { yes, no, again, other } = words.answers;
  if (asked === 'label') return [...kits.map((kit) => [kit, kit] as const), ['other', other]];
  if (asked === 'pattern')
    return Object.entries(patterns).map(([pattern, { looks }]) => [pattern, looks] as const);
  const answers = [
    ['yes', yes],
    ['no', no],
  ] as const;
  return asked === 'lights' ? [...answers, ['again', again]] : answers;
}

declare global {
  interface HTMLElementTagNameMap {
    'check-view': CheckView;
  }
}
