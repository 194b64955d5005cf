/** What the page calls boards and things: the name that the user gave, or the kit and the end of the serial number, such as "AVR-IoT WG · …3EFE". */
import type { BoardState, State } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';

/** The names that the user gave, by serial number. */
export type Names = Readonly<Record<string, string>>;

const shownDigits = 4;
/** Longer runs of letters and digits are serial numbers, hashes and IDs, which nobody reads. */
const longest = 16;

/** The serial numbers by which a board is known: its secure element's and its debugger's. */
export function serialsOf({ secureElement, debugger: held }: BoardState): string[] {
  return [secureElement, held?.serialNumber ?? ''].filter(Boolean);
}

/** The board's name. `boards`: all boards, because the name shows as many digits as distinguish the board from the others. */
export function boardName(board: BoardState, boards: readonly BoardState[], names: Names): string {
  const serials = serialsOf(board);
  const given = serials.map((serial) => names[serial]).find(Boolean);
  if (given) return given;
  const [serial] = serials;
  if (serial === undefined) return board.kit || board.label;
  const others = boards.filter(({ id }) => id !== board.id).flatMap((other) => serialsOf(other).slice(0, 1));
  let digits = shownDigits;
  while (digits < serial.length && others.some((other) => other.endsWith(serial.slice(-digits)))) digits += 2;
  return `${board.kit || text.board.title} · …${serial.slice(-digits)}`;
}

/** The text with its serial numbers, hashes and IDs shortened to "…" and their last digits. */
export function shortened(value: string): string {
  return value.replace(/[\dA-Za-z]+/g, (run) => (run.length > longest ? `…${run.slice(-shownDigits)}` : run));
}

/** The name of the board that publishes as this thing; the thing's own name if none of the boards does. */
export function thingName(thing: string, { boards, jobs }: State, names: Names): string {
  const publishes = ({ id, thingName: stored }: BoardState): boolean =>
    (jobs.find(({ board }) => board === id)?.result?.thingName ?? stored) === thing;
  const board = boards.find(publishes);
  return board ? boardName(board, boards, names) : shortened(thing);
}
