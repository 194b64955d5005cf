/**
 * The steps of a job in up to four groups: the board, AWS, the demo firmware, Wi-Fi. Each group is a row that names its running step and opens to show
 * all of its steps. The rows keep their height while the job runs.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JobState, StepName, StepState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { check, cross } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';
import { failedStep } from './step-list';

const words = text.provision;
const names = ['board', 'aws', 'firmware', 'wifi'] as const;
type GroupName = (typeof names)[number];

/** The group of a step; all other steps belong to the group of their place. */
const groupOf: Partial<Record<StepName, GroupName>> = {
  program_demo: 'firmware',
  verify_demo: 'firmware',
  restart: 'firmware',
  send_wifi: 'wifi',
  first_message: 'wifi',
};

type GroupStatus = 'waiting' | 'running' | 'done' | 'failed';

interface Group {
  name: GroupName;
  steps: readonly StepState[];
  status: GroupStatus;
  /** The step that runs or failed. */
  current: StepState | undefined;
}

/** The groups of a job's steps, without empty ones. */
export function groupsOf(job: JobState): Group[] {
  const failed = failedStep(job);
  return names
    .map((name): Group => {
      const steps = job.steps.filter((step) => (groupOf[step.name] ?? step.place) === name);
      const stopped = steps.find((step) => step.name === failed || step.status === 'failed');
      const running = steps.find(({ status }) => status === 'running');
      const isDone = steps.every(({ status }) => status === 'done' || status === 'already');
      const status = stopped ? 'failed' : running ? 'running' : isDone ? 'done' : 'waiting';
      return { name, steps, status, current: stopped ?? running };
    })
    .filter(({ steps }) => steps.length > 0);
}

@customElement('step-groups')
export class StepGroups extends PageElement {
  @property({ attribute: false }) job!: JobState;
  @state() private opened: ReadonlySet<GroupName> = new Set();

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ul > li {
        border-block-start: 1px solid var(--line);
        color: var(--muted);
      }
      details > summary {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) auto 12px;
        gap: 0 12px;
        min-height: 56px;
        font-size: 1rem;
        color: inherit;
      }
      details > summary::before {
        grid-area: 1 / 4;
      }
      .mark {
        display: grid;
        place-items: center;
        height: 20px;
      }
      .done .mark {
        color: var(--good);
      }
      .running,
      .done,
      .failed {
        color: var(--ink);
      }
      .failed .mark,
      .failed .step {
        color: var(--bad);
      }
      .group {
        display: block;
        font-weight: 500;
        line-height: 20px;
      }
      .step {
        display: block;
        line-height: 20px;
        font-size: 0.8125rem;
        color: var(--muted);
      }
      .time {
        font-size: 0.8125rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      /* Drawn by its border, which stays if the system forces its colours. */
      .dot {
        border: 3px solid var(--line-strong);
        border-radius: 50%;
      }
      .running .dot {
        border: 5px solid var(--accent);
        animation: breathe 1.2s ease-in-out infinite;
      }
      /* Room for two lines of a step's name. */
      @media (max-width: 640px) {
        details > summary {
          min-height: 72px;
        }
      }
      @keyframes breathe {
        50% {
          opacity: 0.3;
        }
      }
      step-list {
        padding: 0 0 12px 32px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<ul>
      ${groupsOf(this.job).map((group) => this.row(group))}
    </ul>`;
  }

  private row(group: Group): TemplateResult {
    const { name, status, steps } = group;
    return html`<li class=${status} aria-current=${status === 'running' ? 'step' : nothing}>
      <details @toggle=${(event: Event) => this.onToggle(name, event)}>
        <summary>
          <span class="mark"
            >${status === 'done' ? check : status === 'failed' ? cross : html`<span class="dot"></span>`}</span
          >
          <span
            ><span class="group">${words.groups[name]}</span
            ><span class="step">${this.what(group)}</span></span
          >
          <span class="time">${this.time(group)}</span>
        </summary>
        ${this.opened.has(name) ? html`<step-list .job=${this.job} .steps=${steps}></step-list>` : nothing}
      </details>
    </li>`;
  }

  private what({ status, current, steps }: Group): string {
    if (current) return words.steps[current.name];
    if (status === 'done' && steps.every((step) => step.status === 'already'))
      return words.groupStatus.already;
    return status === 'done' ? words.groupStatus.done : words.groupStatus.waiting;
  }

  /** The share of the running step, if it is known; else the time that the group has taken. Nothing while the group waits. */
  private time({ current, status, steps }: Group): string {
    if (status === 'waiting') return '';
    if (typeof current?.progress === 'number' && current.status === 'running')
      return words.percent(current.progress);
    const spent = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return spent === 0 ? '' : text.duration(spent);
  }

  private onToggle(name: GroupName, { target }: Event): void {
    if ((target as HTMLDetailsElement).open) this.opened = new Set([...this.opened, name]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'step-groups': StepGroups;
  }
}
