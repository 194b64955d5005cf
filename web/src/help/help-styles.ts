/** Styles of the help, on the screen and on paper (A4). */
import { css } from 'lit';

export const helpStyles = css`
  :host {
    display: block;
    padding-block: 8px 24px;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0 24px;
    margin-block-end: 16px;
  }
  nav a {
    display: flex;
    align-items: center;
    min-height: 44px;
    color: var(--muted);
  }
  [aria-current] {
    color: var(--ink);
    font-weight: 500;
    text-decoration: none;
  }
  article {
    display: grid;
    gap: 16px;
    max-width: 62ch;
  }
  section {
    display: grid;
    gap: 4px;
  }
  h3 {
    color: var(--ink);
    font-size: 1rem;
  }
  .print {
    margin-block-end: 16px;
  }
  .sheet {
    gap: 12px;
    padding: 24px clamp(16px, 5vw, 40px);
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface);
  }
  .address {
    font-family: var(--mono);
    font-size: 1.125rem;
    overflow-wrap: anywhere;
  }
  ol {
    display: grid;
    gap: 4px;
    padding-inline-start: 24px;
    list-style: decimal;
  }
  dt {
    font-weight: 500;
  }
  dd + dt {
    margin-block-start: 8px;
  }
  @media print {
    /* Paper is white in the dark theme, too. */
    :host {
      --ink: #000;
      --muted: #333;
      --surface: #fff;
      color: #000;
    }
    nav,
    .print {
      display: none;
    }
    .sheet {
      max-width: none;
      padding: 0;
      border: 0;
      gap: 5mm;
    }
    .sheet h2 {
      font-size: 24pt;
      line-height: 1.2;
    }
    .address {
      font-size: 16pt;
    }
  }
`;
