/** The error of the browser’s list of ports, which can come before the rest of the core has arrived. */
import type { ErrorText } from '../catalogue';

export const portList = {
  'serial.open_failed': {
    title: 'The port cannot be opened',
    what: 'The system refused to open the serial port.',
    todo: 'On Linux, add the udev rule below. On Windows, install the board’s driver. Then connect again.',
  },
} satisfies Record<string, ErrorText>;
