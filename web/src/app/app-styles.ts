/** Styles of the whole page: its frame, and the columns of the view Set up. */
import { css } from 'lit';

export const appStyles = css`
  :host {
    --margin: 32px;
    display: grid;
    grid-template: 1fr auto / minmax(0, 1fr); /* a long log line must not widen the page */
    min-height: 100dvh;
  }
  .page {
    width: 100%;
    max-width: 1280px;
    margin-inline: auto;
    padding: 8px var(--margin) 16px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 32px;
    margin-block-end: 8px;
    border-block-end: 1px solid var(--line);
  }
  .tagline {
    flex: 1 1 480px;
    max-width: none;
    color: var(--muted);
    line-height: 22px;
    text-align: end;
    text-wrap: balance;
  }
  main,
  .tagline {
    visibility: var(--setup); /* page.css */
  }
  main:focus-visible {
    outline: 0; /* only the page moves the focus here, when another view is shown */
  }
  main > error-note {
    margin-block-end: 16px;
  }
  .trouble {
    position: sticky;
    inset-block-start: 8px;
    z-index: 2;
    display: grid;
    justify-items: start;
    gap: 16px;
    margin-block-end: 16px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface);
  }
  .simulation {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin-block: 8px 16px;
    padding: 8px 16px;
    border: 1px dashed var(--accent);
    border-radius: 8px;
    background: var(--accent-soft);
  }
  .simulation p {
    flex: 1 1 240px;
    max-width: none;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 64px;
    align-items: start;
  }
  .columns.with-data {
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
  }
  .columns.alone {
    grid-template-columns: minmax(0, 1fr);
  }
  /* Shows one thing at a time: what will happen, what happens, the data. */
  .stage {
    position: sticky;
    inset-block-start: 16px;
    margin-block-start: 8px;
    padding: 8px 32px 16px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
  }
  .simulated .stage {
    inset-block-start: 72px; /* below the banner */
  }
  .stage > * {
    padding-block: 8px 16px;
  }
  .stage > * + live-card {
    border-block-start: 1px solid var(--line);
  }
  .stage > [hidden] + live-card {
    border: 0;
  }
  log-drawer {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
  }
  @media (max-width: 960px) {
    .columns,
    .columns.with-data {
      grid-template-columns: minmax(0, 1fr);
      gap: 24px;
    }
    .stage,
    .simulated .stage {
      position: static;
      padding: 0 16px 8px;
    }
    .columns.with-data .stage {
      order: -1;
    }
    .top {
      border: 0;
    }
    .tagline {
      padding-block: 16px 8px;
      text-align: start;
      text-wrap: wrap;
    }
    view-tabs {
      flex: 1 1 100%;
      border-block-end: 1px solid var(--line);
    }
  }
  @media print {
    page-header,
    .top,
    .simulation,
    log-drawer {
      display: none;
    }
  }
  @media (max-width: 640px) {
    :host {
      --margin: 16px;
    }
    .simulation {
      flex-wrap: nowrap;
      padding-inline: 12px;
    }
    .simulation button {
      flex: 0 1 auto; /* its text wraps on the narrowest phones */
      padding-inline: 8px;
    }
    .simulation p {
      flex-basis: 0;
    }
    .simulation span {
      display: none;
    }
  }
`;
