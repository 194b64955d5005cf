/** Errors of the serial port and of the debugger’s HID device. */
import type { ErrorText } from '../catalogue';
import { portList } from './port_list.en';
import { replug } from './remedies.en';

export const devices = {
  'serial.port_busy': {
    title: 'Another program is using the port',
    what: 'A terminal, an IDE or another tab has the board’s serial port open, or the system does not let you use it.',
    todo: 'Close that program or tab, then try again. On Linux, wait ten seconds after plugging in, and add the udev rule below.',
  },
  ...portList,
  'serial.disconnected': {
    title: 'The board was unplugged',
    what: 'The connection to the board ended{step|}.',
    todo: 'Plug the board in again and continue from there. Nothing is lost.',
  },
  'serial.unresponsive': {
    title: 'The browser does not open the port',
    what: 'The browser was asked to open the board’s serial port and has not answered for some seconds.',
    todo: 'Unplug the board and plug it in again. If it happens again, close all windows of the browser and start it again.',
  },
  'serial.not_open': {
    title: 'The port is closed',
    what: 'The page tried to talk to the board while its port was closed.',
    todo: replug,
  },
  'serial.read_failed': {
    title: 'The serial port lost data',
    what: 'The serial port reported a line error while the page was reading from the board.',
    todo: 'Continue. If it happens again, try another cable or another USB socket.',
  },
  'serial.write_failed': {
    title: 'The serial port cannot send',
    what: 'Sending to the serial port failed.',
    todo: replug,
  },
  'hid.open_failed': {
    title: 'The debugger cannot be opened',
    what: 'The system refused to open the board’s debugger. Another program is using it, or you have no permission.',
    todo: 'Close other programs that use it (MPLAB X, Microchip Studio), then allow it again. On Linux, add the udev rule below.',
  },
  'hid.unresponsive': {
    title: 'The browser does not reach the debugger',
    what: 'The browser was asked to talk to the board’s debugger and has not answered for some seconds.',
    todo: 'Unplug the board and plug it in again. If it happens again, close all windows of the browser and start it again.',
  },
  'hid.disconnected': {
    title: 'The debugger was unplugged',
    what: 'The connection to the board’s debugger ended{step|}.',
    todo: 'Plug the board in again and continue from there. Nothing is lost.',
  },
} satisfies Record<string, ErrorText>;
