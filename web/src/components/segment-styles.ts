/** Buttons side by side, of which one is pressed. */
import { css } from 'lit';

export const segmentStyles = css`
  .segments {
    display: flex;
    flex-wrap: wrap;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
  }
  .segments button {
    min-width: var(--target);
    padding: 5px 12px;
    border: 0;
    border-radius: 7px;
    font-size: 0.8125rem;
  }
  .segments [aria-pressed='true'] {
    padding: 4px 11px;
    border: 1px solid transparent; /* drawn if the system forces its colours */
    background: var(--accent-soft);
    color: var(--accent);
  }
`;
