/** Facts about a board, as a list and as one line. */
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState } from '../../../wasm/provisioner';
import { boardName } from '../app/board_names';
import type { View } from '../app/view';
import { text } from '../text/catalogue';
import { copied, factRows } from './fact-rows';
import { PageElement } from './page-element';

const words = text.board;

/** Empty while the board is programmed: the state is `unknown` then, but only because the board was not asked. */
function firmwareOf(board: BoardState): string {
  if (board.status === 'busy' && board.firmware === 'unknown') return '';
  return [words.firmware[board.firmware], board.firmwareVersion].filter(Boolean).join(' ');
}

/** The board's name and its firmware. */
export function summaryOf(board: BoardState, { state, names }: View): string {
  return [boardName(board, state.boards, names), firmwareOf(board)].filter(Boolean).join(' · ');
}

/** A serial number or hash: shortened, with a button that copies all of it. */
function code(label: string, value: string): ReturnType<typeof copied> | '' {
  return value === '' ? '' : copied(label, value);
}

@customElement('board-facts')
export class BoardFacts extends PageElement {
  @property({ attribute: false }) board!: BoardState;

  protected override render(): TemplateResult {
    const { board } = this;
    const { facts } = words;
    const held = board.debugger;
    return factRows([
      [facts.kit, board.kit],
      [facts.serial, code(facts.serial, held?.serialNumber ?? '')],
      [facts.mcu, board.mcu],
      [facts.firmware, firmwareOf(board)],
      [facts.debugger, held ? [held.product, held.firmware].filter(Boolean).join(' · ') : ''],
      [facts.module, board.moduleFirmware],
      [facts.secureElement, code(facts.secureElement, board.secureElement)],
      [facts.thing, code(facts.thing, board.thingName)],
      [facts.endpoint, board.endpoint],
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-facts': BoardFacts;
  }
}
