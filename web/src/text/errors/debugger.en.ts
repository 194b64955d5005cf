/** The board's debugger, the microcontroller behind it, and the images that are programmed. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

const otherProgram =
  'Close other programs and tabs that use the debugger (MPLAB X, Microchip Studio), pull the cable, plug it in again, and continue.';
const againByCable =
  'Pull the cable, plug it in again, and continue: programming begins anew, and nothing is lost.';
const choose = 'Choose another file, or go back to Microchip’s image.';

export const debugger_ = {
  'debugger.no_answer': {
    title: 'The debugger does not answer',
    what: 'The board’s debugger took a command and has said nothing since.',
    todo: otherProgram,
  },
  'debugger.bad_answer': {
    title: 'The debugger answers something else',
    what: 'The answer does not belong to what was asked: another program may be talking to the debugger as well.',
    todo: otherProgram,
  },
  'debugger.report_size': {
    title: 'Another kind of debugger',
    what: 'It speaks in reports of {size|another number of} bytes; the one on these boards uses 64.',
    todo: 'Connect again and choose “nEDBG CMSIS-DAP”.',
  },
  'debugger.command_refused': {
    title: 'The debugger refused',
    what: 'It did not carry out a command (status {status|unknown}).',
    todo: againByCable,
  },
  'debugger.script_failed': {
    title: 'The microcontroller did not take part',
    what: 'A step of programming did not come to its end on the microcontroller (status {status|unknown}).',
    todo: againByCable,
  },
  'debugger.configuration_refused': {
    title: 'The debugger’s settings stay closed',
    what: 'It did not give or take its board configuration (status {status|unknown}).',
    todo: 'You can go on: only the link on the drive CURIOSITY depends on it.',
  },
  'debugger.configuration_differs': {
    title: 'The debugger did not keep a setting',
    what: 'What was written to its board configuration reads back differently.',
    todo: 'You can go on: only the link on the drive CURIOSITY depends on it.',
  },
  'debugger.link_refused': {
    title: 'This link does not fit',
    what: 'The link for the drive CURIOSITY has {size|too many} characters.',
    todo: ownFault,
  },
  'debugger.target_unpowered': {
    title: 'The microcontroller has no power',
    what: 'The debugger is there, but the microcontroller beside it has no supply voltage.',
    todo: 'Look whether the board’s power jumper or switch is set as delivered, then continue.',
  },
  'debugger.target_silent': {
    title: 'The microcontroller does not answer',
    what: 'The debugger cannot reach the microcontroller beside it.',
    todo: 'Take off whatever is plugged onto the board, pull the cable, plug it in again, and continue.',
  },
  'debugger.target_locked': {
    title: 'The microcontroller is locked',
    what: 'Its lock bits are set, so nothing can be read from it or checked.',
    todo: 'Erase it with MPLAB X or Microchip Studio (“chip erase” unlocks), then continue.',
  },
  'debugger.wrong_target': {
    title: 'Another microcontroller',
    what: 'Its signature is {found|another}; this kit has {expected|a different one}. Nothing was erased.',
    todo: 'This page programs AVR-IoT boards with an ATmega4808 and PIC-IoT boards with a PIC24FJ128GA705. If it is one of these, pull the cable, plug it in again, and continue; else connect one.',
  },
  'debugger.verify_failed': {
    title: 'The firmware did not take',
    what: 'At {address|some place} the memory holds something other than what was written.',
    todo: `${againByCable} If it happens again, try another cable or another USB socket.`,
  },
  'debugger.image_malformed': {
    title: 'Not a firmware image',
    what: 'Line {line|…} is not as an Intel HEX file must be. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_checksum': {
    title: 'The firmware image is damaged',
    what: 'The checksum of line {line|…} does not fit. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_incomplete': {
    title: 'The firmware image ends too early',
    what: 'Its last line is missing: the file was cut off. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_overlap': {
    title: 'The firmware image contradicts itself',
    what: 'It says twice what belongs at {address|one place}. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_out_of_range': {
    title: 'The firmware image is for another chip',
    what: 'It has data for {address|an address} that this microcontroller does not have. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_empty': {
    title: 'The firmware image is empty',
    what: 'There is nothing to program in it.',
    todo: choose,
  },
} satisfies Record<string, ErrorText>;
