/** How far a job is, in words and numbers, and the style of the bar that shows it. */
import { css } from 'lit';
import type { JobState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';

const words = text.provision;

/** The number of steps that are done, with a fraction for the running one. */
export function stepsDone({ steps }: JobState): number {
  const done = steps.map(({ status, progress }) => {
    if (status === 'done' || status === 'already') return 1;
    return status === 'running' ? (progress ?? 0) : 0;
  });
  return done.reduce<number>((sum, one) => sum + one, 0);
}

/** The sentence about a job: the time left, that it takes longer than usual, or the number of the running step. */
export function timeWords(job: JobState): string {
  const { milliseconds, expectedMilliseconds: expected, steps } = job;
  if (expected === 0)
    return words.stepOf(Math.min(Math.floor(stepsDone(job)) + 1, steps.length), steps.length);
  return milliseconds < expected ? words.left(expected - milliseconds) : words.longer(expected);
}

export const progressStyle = css`
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--line);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  /* A bar that does not know how far the job is. It does not move: the browser would draw it on the thread on which the core programs the board. */
  progress:indeterminate {
    background: repeating-linear-gradient(90deg, var(--accent) 0 8px, var(--line) 8px 16px);
  }
  @media (forced-colors: active) {
    progress {
      --accent: Highlight;
      --line: Canvas;
      outline: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
`;
