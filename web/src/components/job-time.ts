/** How far a job is, as a sentence and a bar that say the same: the time left, or the number of steps if the time is not known. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JobState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { progressStyle, stepsDone, timeWords } from './job-progress';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.provision;

@customElement('job-time')
export class JobTime extends PageElement {
  @property({ attribute: false }) job!: JobState;

  static override styles = [
    shared,
    progressStyle,
    css`
      :host {
        display: grid;
        gap: 8px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { job } = this;
    const [value, max] = this.share();
    return html`<p class="muted">${timeWords(job)}</p>
      <progress
        aria-label=${words.title}
        max=${max}
        value=${value === null ? nothing : value.toFixed(2)}
      ></progress>`;
  }

  /** What is done, and of how much; null for what is done if that is not known, because the job takes longer than usual. */
  private share(): [number | null, number] {
    const { milliseconds, expectedMilliseconds: expected, steps } = this.job;
    if (expected === 0) return [stepsDone(this.job), Math.max(steps.length, 1)];
    return [milliseconds < expected ? milliseconds : null, expected];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'job-time': JobTime;
  }
}
