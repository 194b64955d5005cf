/** The colours of the board's four LEDs as `--led`, for elements with the class of an LED, and how a blinking one looks. */
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
