/** Styles of the Live data card and of its data. */
import { css } from 'lit';

export const liveStyles = css`
  :host {
    display: block;
    scroll-margin-block-start: 72px;
  }
  section {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  section > * {
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    min-height: 40px;
  }
  .whose {
    margin-block-start: -16px;
    color: var(--muted);
  }
  .empty {
    display: grid;
    gap: 24px;
    padding-block: 24px;
    color: var(--muted);
  }
  .empty svg {
    width: 100%;
    height: 160px;
  }
  .axis {
    fill: none;
    stroke: var(--line);
    vector-effect: non-scaling-stroke;
  }
  .trace {
    fill: none;
    stroke: var(--line-strong);
    stroke-width: 1.5;
    stroke-dasharray: 2 6;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .waiting {
    padding-block: 8px;
  }
  .stop {
    margin-inline-start: auto;
  }
`;

export const liveDataStyles = css`
  :host {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  .values {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 112px), 1fr));
    gap: 16px;
    animation: arrive 600ms ease-out; /* once, at the first message */
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .value {
    display: grid;
    padding-inline-start: 12px;
    min-width: 0;
    border-inline-start: 3px solid var(--line-strong);
  }
  .value.temperature {
    border-color: var(--series-temperature);
  }
  .value.light {
    border-color: var(--series-light);
  }
  .old .number {
    color: var(--muted); /* values of a board that is silent */
  }
  .name {
    color: var(--muted);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .number {
    font-size: clamp(1.75rem, 1.2rem + 2.4vw, 3rem);
    font-weight: 300;
    line-height: 1.17;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .number small {
    font-size: 1rem;
    letter-spacing: 0;
    color: var(--muted);
    font-weight: 400;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .pause {
    min-width: var(--target);
    margin-inline-start: auto;
    padding: 5px 12px;
    border: 0;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  /* Has the height of the plots before they are loaded, so that nothing moves. */
  .chart {
    --plot-height: clamp(104px, calc((100vh - 536px) / var(--plots)), 240px);
    min-height: calc(var(--plots) * (var(--plot-height) + 28px) + 20px);
  }
`;
