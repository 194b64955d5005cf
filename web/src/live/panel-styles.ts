/** How the panels of the view Live lay themselves out: their parts one below the other, by the room that the panel has. */
import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: grid;
    gap: 16px;
    min-width: 0;
    container-type: inline-size;
  }
`;
