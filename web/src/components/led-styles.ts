/** The colours of the board's four LEDs as `--led`, for elements with the class of an LED, how a blinking one looks, and how drawings of a board look. */
import { css } from 'lit';

export type LedName = 'wifi' | 'conn' | 'data' | 'error';

/** In the order of the board. */
export const ledNames: readonly LedName[] = ['wifi', 'conn', 'data', 'error'];

export const ledStyles = css`
  .wifi {
    --led: #2f7df6;
  }
  .conn {
    --led: #1faa4b;
  }
  .data {
    --led: #f0b400;
  }
  .error {
    --led: #e5382c;
  }
`;

export const drawingStyles = css`
  svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .board {
    fill: var(--pcb);
    stroke: var(--pcb-line);
  }
  .part,
  .led {
    fill: var(--surface);
    stroke: var(--pcb-line);
  }
  .metal {
    fill: var(--ground);
    stroke: var(--pcb-line);
  }
  text {
    fill: var(--muted);
  }
`;

export const blinkStyles = css`
  .blinking {
    animation: blink 1s steps(2, jump-none) infinite;
  }
  @keyframes blink {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.15;
    }
  }
  /* Half a light, so that "blinks" differs from "on" without motion. */
  @media (prefers-reduced-motion: reduce) {
    .blinking {
      opacity: 0.5;
      animation: none;
    }
  }
`;
