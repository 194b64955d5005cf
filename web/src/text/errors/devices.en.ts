/** The two ways to a board: the serial port and the debugger’s HID device. */
import type { ErrorText } from '../catalogue';
import { replug } from './remedies.en';

export const devices = {
  'serial.port_busy': {
    title: 'Another program holds the port',
    what: 'The board is there, but a terminal, an IDE or another tab has its serial port open, or the system keeps it from you.',
    todo: 'Close that program or tab, then ask again. On Linux, your user must be in the group “dialout” (below).',
  },
  'serial.open_failed': {
    title: 'The port does not open',
    what: 'The system refused to open the serial port.',
    todo: 'On Linux, your user must be in the group “dialout” (below). On Windows, install the board’s driver. Then connect again.',
  },
  'serial.disconnected': {
    title: 'The board is gone',
    what: 'The connection to the board ended{step|}: the cable was pulled, or the board reset.',
    todo: 'Plug it in again: nothing is lost, we go on from there.',
  },
  'serial.not_open': {
    title: 'The port is closed',
    what: 'Something wanted to talk to the board while its port was closed.',
    todo: replug,
  },
  'serial.read_failed': {
    title: 'Bytes were lost',
    what: 'The serial port reported a line error while we were listening to the board.',
    todo: 'Continue. If it happens again, try another cable or another USB socket.',
  },
  'serial.write_failed': {
    title: 'The board did not take the data',
    what: 'Sending to the serial port failed.',
    todo: replug,
  },
  'hid.open_failed': {
    title: 'The debugger does not open',
    what: 'The system refused to open the board’s debugger: another program has it, or you may not use it.',
    todo: 'Close other programs that use it (MPLAB X, Microchip Studio), then allow it again. On Linux, it takes a rule: see below.',
  },
  'hid.disconnected': {
    title: 'The debugger is gone',
    what: 'The connection to the board’s debugger ended{step|}.',
    todo: 'Plug the board in again: nothing is lost, we go on from there.',
  },
} satisfies Record<string, ErrorText>;
