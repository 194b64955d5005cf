/** Facts about a board, as a list and as one line that distinguishes it from other boards. */
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { factRows } from './fact-rows';
import { PageElement } from './page-element';

const words = text.board;

/** Empty while the board is programmed: the state is `unknown` then, but only because the board was not asked. */
function firmwareOf(board: BoardState): string {
  if (board.status === 'busy' && board.firmware === 'unknown') return '';
  return [words.firmware[board.firmware], board.firmwareVersion].filter(Boolean).join(' ');
}

export function summaryOf(board: BoardState): string {
  const { kit, label, secureElement, debugger: held } = board;
  const serial = secureElement ? `${secureElement.slice(0, 8)}…` : '';
  const parts = [kit, label === kit ? (held?.serialNumber ?? serial) : label];
  if (label !== secureElement && !held) parts.push(serial);
  return [...parts, firmwareOf(board)].filter(Boolean).join(' · ');
}

@customElement('board-facts')
export class BoardFacts extends PageElement {
  @property({ attribute: false }) board!: BoardState;

  protected override render(): TemplateResult {
    const { board } = this;
    const { facts } = words;
    const held = board.debugger;
    return factRows([
      [facts.kit, [board.kit, held?.serialNumber].filter(Boolean).join(' · ')],
      [facts.mcu, board.mcu],
      [facts.firmware, firmwareOf(board)],
      [facts.debugger, held ? [held.product, held.firmware].filter(Boolean).join(' · ') : ''],
      [facts.module, board.moduleFirmware],
      [facts.secureElement, board.secureElement],
      [facts.thing, board.thingName],
      [facts.endpoint, board.endpoint],
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-facts': BoardFacts;
  }
}
