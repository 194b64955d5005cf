/** Styles of the view with many boards: its settings and its counts. */
import { css } from 'lit';

export const trayStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding-block-start: 8px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 32px;
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
  }
  .wide {
    max-width: none;
  }
  .settings {
    display: grid;
    grid-template-columns: fit-content(28%) fit-content(28%) minmax(0, 1fr);
    gap: 16px 40px;
    padding-block: 8px;
    border-block: 1px solid var(--line);
  }
  dt {
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 20px;
  }
  .settings dd {
    min-height: var(--target);
    align-content: center;
    overflow-wrap: anywhere;
  }
  .tally {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 16px 32px;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 40px;
  }
  .counts dd {
    font-size: 1.75rem;
    font-weight: 600;
    line-height: 32px;
    font-variant-numeric: tabular-nums;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--bad);
  }
  .total {
    width: 160px;
  }
  @media (max-width: 960px) {
    .settings {
      grid-template-columns: minmax(0, 1fr);
    }
    .counts {
      gap: 8px 24px;
    }
  }
`;
