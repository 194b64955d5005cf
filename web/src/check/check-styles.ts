/** Styles of the hardware check. */
import { css } from 'lit';

export const checkStyles = css`
  :host {
    display: block;
    max-width: 800px;
  }
  .stack {
    padding-block: 16px;
  }
  .stack > p {
    max-width: 62ch;
  }
  .does {
    display: grid;
    gap: 4px;
    padding-inline-start: 20px;
    list-style: disc;
    max-width: 62ch;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    color: var(--ink);
    font-size: 1rem;
  }
  .choice input {
    flex: none;
    width: 20px;
    min-height: 20px;
    accent-color: var(--accent);
  }
  .choice + p {
    padding-inline-start: 32px;
  }
  .rows li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: center;
    min-height: 40px;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
  }
  .rows .passed,
  .rows .failed,
  .rows .running {
    color: var(--ink);
  }
  .mark {
    display: grid;
    place-items: center;
  }
  .passed .mark,
  .passed .verdict {
    color: var(--good);
  }
  .failed .mark,
  .failed .verdict {
    color: var(--bad);
    font-weight: 600;
  }
  .verdict {
    font-size: 0.8125rem;
  }
  i {
    width: 12px;
    height: 12px;
    border: 2px solid var(--line-strong);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .reason,
  error-note {
    grid-column: 2 / -1;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  error-note {
    margin-block: 8px;
    color: var(--ink);
  }
  .question {
    display: grid;
    gap: 12px;
    padding: 16px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 2px 8px 8px 2px;
    background: var(--accent-soft);
  }
  .question h3 {
    color: var(--ink);
    font-size: 1rem;
    line-height: 24px;
  }
  .question h3:focus-visible {
    outline: 0; /* only the page moves the focus here */
  }
  .question button {
    background: var(--surface);
  }
`;
