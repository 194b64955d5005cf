/** How the page lays out the list of all boards beside the chart of one. The page adopts them with the view, because its first load has no room for them. */
import { css } from 'lit';

export const columnStyles = css`
  .columns.alone {
    row-gap: 24px;
  }
  .columns.alone.chart-first .stage {
    order: -1;
  }
  /* Beside the list of all boards there is nothing to show until one of them is enlarged. */
  .columns.alone:has(live-view[open], live-view[part-shown='explorer']):not(.chart-first) .stage {
    display: none;
  }
  @media (min-width: 961px) {
    .page:has(live-view[open][shown]) {
      max-width: 1760px;
    }
    .columns.alone.chart-first:has(live-view[open]) {
      grid-template-columns: minmax(0, 7fr) minmax(400px, 5fr);
      gap: 32px;
    }
    .columns.alone.chart-first:has(live-view[open]) .stage {
      order: 1;
    }
  }
`;
