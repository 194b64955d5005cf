/** How far a job is, and the style of the bar that shows it. */
import { css } from 'lit';
import type { JobState } from '../../../wasm/provisioner';

/** The number of steps that are done, with a fraction for the running one. */
export function stepsDone({ steps }: JobState): number {
  const done = steps.map(({ status, progress }) => {
    if (status === 'done' || status === 'already') return 1;
    return status === 'running' ? (progress ?? 0) : 0;
  });
  return done.reduce<number>((sum, one) => sum + one, 0);
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
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
`;
