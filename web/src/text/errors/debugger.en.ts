/** Errors of the board's debugger, of the microcontroller behind it, and of firmware images. */
import type { ErrorText } from '../catalogue';

const otherProgram =
  'Close other programs and tabs that use the debugger (MPLAB X, Microchip Studio), unplug the board, plug it in again, and continue.';
const replugAndProgramAgain =
  'Unplug the board, plug it in again, and continue. Programming starts over, and nothing is lost.';
const choose = 'Choose another file, or go back to Microchip’s image.';

export const debugger_ = {
  'debugger.no_answer': {
    title: 'The debugger does not answer',
    what: 'The board’s debugger accepted a command and has not answered since.',
    todo: otherProgram,
  },
  'debugger.bad_answer': {
    title: 'The debugger gave a wrong answer',
    what: 'The answer does not belong to the command. Another program may be using the debugger at the same time.',
    todo: otherProgram,
  },
  'debugger.report_size': {
    title: 'Unsupported debugger',
    what: 'It uses reports of {size|a different number of} bytes; the debugger on these boards uses 64.',
    todo: 'Connect again and choose “nEDBG CMSIS-DAP”.',
  },
  'debugger.command_refused': {
    title: 'The debugger refused a command',
    what: 'The debugger did not execute a command (status {status|unknown}).',
    todo: replugAndProgramAgain,
  },
  'debugger.wrong_interface_state': {
    title: 'The debugger refused',
    what: 'Its connection to the microcontroller is in another state than expected (status {status|unknown}).',
    todo: replugAndProgramAgain,
  },
  'debugger.script_failed': {
    title: 'Programming failed on the microcontroller',
    what: 'A programming step did not finish on the microcontroller (status {status|unknown}).',
    todo: replugAndProgramAgain,
  },
  'debugger.configuration_refused': {
    title: 'The debugger’s settings are not accessible',
    what: 'The debugger did not allow access to its board configuration (status {status|unknown}).',
    todo: 'You can continue. Only the link on the drive CURIOSITY depends on this setting.',
  },
  'debugger.target_unpowered': {
    title: 'The microcontroller has no power',
    what: 'The debugger answers, but the microcontroller has no supply voltage.',
    todo: 'Set the board’s power jumper or switch as it was delivered, then continue.',
  },
  'debugger.target_silent': {
    title: 'The microcontroller does not answer',
    what: 'The debugger cannot reach the microcontroller.',
    todo: 'Remove everything that is plugged onto the board, unplug the board, plug it in again, and continue.',
  },
  'debugger.target_locked': {
    title: 'The microcontroller is locked',
    what: 'Its lock bits are set, so the page cannot read or verify it.',
    todo: 'Erase it with MPLAB X or Microchip Studio (“chip erase” unlocks), then continue.',
  },
  'debugger.wrong_target': {
    title: 'Wrong microcontroller',
    what: 'Its signature is {found|unexpected}; this kit should have {expected|a different one}. Nothing was erased.',
    todo: 'This page programs AVR-IoT boards with an ATmega4808 and PIC-IoT boards with a PIC24FJ128GA705. If the board is one of these, unplug it, plug it in again, and continue. Otherwise connect one of these boards.',
  },
  'debugger.verify_failed': {
    title: 'Verification of the firmware failed',
    what: 'The memory at {address|some address} differs from the data written.',
    todo: `${replugAndProgramAgain} If it happens again, try another cable or another USB socket.`,
  },
  'debugger.memory_not_written': {
    title: 'Only flash was programmed',
    what: 'The image also has data for {memory|another memory}. This page does not write there.',
    todo: 'If the firmware works without this data, you do not need to do anything. Otherwise write it with Microchip’s tools.',
  },
  'debugger.image_malformed': {
    title: 'Not a firmware image',
    what: 'Line {line|…} is not valid Intel HEX. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_checksum': {
    title: 'The firmware image is damaged',
    what: 'The checksum of line {line|…} is wrong. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_incomplete': {
    title: 'The firmware image is incomplete',
    what: 'Its last line is missing, so the file was cut off. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_overlap': {
    title: 'The firmware image contradicts itself',
    what: 'It has two values for {address|one address}. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_out_of_range': {
    title: 'The firmware image is for another chip',
    what: 'It has data for {address|an address} outside this microcontroller’s memory. Nothing was erased.',
    todo: choose,
  },
  'debugger.image_empty': {
    title: 'The firmware image is empty',
    what: 'It contains no data to program.',
    todo: choose,
  },
} satisfies Record<string, ErrorText>;
