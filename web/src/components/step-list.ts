/** Steps of a job, each with its status and duration. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JobState, StepState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { check, cross } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.provision;

/** The step that stopped the job. Its own status may say otherwise: AWS may refuse a later request of a finished step. */
export function failedStep({ status, error, steps }: JobState): StepState['name'] | undefined {
  if (status !== 'failed') return undefined;
  const named = steps.find(({ name }) => name === error?.params.step);
  return (named ?? steps.find((step) => step.status === 'failed'))?.name;
}

@customElement('step-list')
export class StepList extends PageElement {
  @property({ attribute: false }) job!: JobState;
  /** The steps to show; all steps of the job by default. */
  @property({ attribute: false }) steps: readonly StepState[] | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) auto;
        gap: 0 12px;
        align-items: center;
        min-height: 32px;
        font-size: 1rem;
        color: var(--muted);
      }
      .running,
      .done {
        color: var(--ink);
      }
      .running .name {
        font-weight: 500;
      }
      .failed {
        color: var(--bad);
      }
      .done .mark,
      .already .mark {
        color: var(--good);
      }
      .mark {
        display: grid;
        place-items: center;
        height: 20px;
      }
      .dot {
        width: 6px;
        height: 6px;
        border-radius: 50%;
        background: var(--line-strong);
      }
      .running .dot {
        width: 10px;
        height: 10px;
        background: var(--accent);
        animation: breathe 1.2s ease-in-out infinite;
      }
      @keyframes breathe {
        50% {
          opacity: 0.3;
        }
      }
      .time {
        font-size: 0.8125rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .place {
        color: var(--muted);
        font-size: 0.8125rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const failed = failedStep(this.job);
    return html`<ol>
      ${(this.steps ?? this.job.steps).map((step) => this.step(step.name === failed ? { ...step, status: 'failed' } : step))}
    </ol>`;
  }

  private step({ name, place, status, milliseconds }: StepState): TemplateResult {
    return html`<li class=${status} aria-current=${status === 'running' ? 'step' : nothing}>
      <span class="mark"
        >${this.mark(status)}<span class="hidden-text">${words.stepStatus[status]}:</span></span
      >
      <span
        ><span class="name">${words.steps[name]}</span>
        <span class="place">· ${words.places[place]}</span></span
      >
      <span class="time"
        >${status === 'already' ? words.stepStatus.already : status === 'waiting' ? '' : text.duration(milliseconds)}</span
      >
    </li>`;
  }

  private mark(status: StepState['status']): TemplateResult {
    if (status === 'done' || status === 'already') return check;
    return status === 'failed' ? cross : html`<span class="dot"></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'step-list': StepList;
  }
}
