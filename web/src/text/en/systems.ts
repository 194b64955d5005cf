/** What stands between a browser and a board on each system, and how to put it out of the way. Commands are shown to be copied. */
import { dialoutGroup, flatpakDevices, snapUsb, udevRule } from '../system_commands';

export interface Remedy {
  title: string;
  words: string;
  command?: string;
}

const otherPrograms = {
  title: 'Something else has it',
  words: 'Close terminals, IDEs (MPLAB X, Microchip Studio, Arduino) and other tabs that use the board.',
};
const cable = {
  title: 'The cable only charges',
  words:
    'Many do. With one that carries data, the drive CURIOSITY appears when you plug the board in. Without a hub between is best.',
};

export const systems = {
  title: 'What to look at',
  copy: 'Command',
  names: {
    linux: 'Linux',
    windows: 'Windows',
    mac: 'macOS',
    chromeos: 'ChromeOS',
    android: 'Android',
    other: 'Any system',
  },
  choose: 'Your system',
  remedies: {
    linux: [
      cable,
      {
        title: 'The debugger needs a rule',
        words:
          'It lets the person at the screen use it, and has ModemManager leave the port alone. Then pull the cable and plug it in again.',
        command: udevRule,
      },
      {
        title: 'The system looks at a new port first',
        words: 'Just plugged in? Wait ten seconds, then ask again: ModemManager may hold the port so long.',
      },
      {
        title: 'The port needs a group',
        words: 'It is called “uucp” on Arch and its relatives. Log out and in once afterwards.',
        command: dialoutGroup,
      },
      {
        title: 'A browser from Snap is locked in',
        words:
          'This opens USB to it. If nothing is listed even so, install Chrome or Edge as a package from their makers.',
        command: snapUsb,
      },
      {
        title: 'A browser from Flatpak does not hear of new devices',
        words:
          'Put your browser’s name in place of com.google.Chrome (“flatpak list” tells), then start it anew.',
        command: flatpakDevices,
      },
      otherPrograms,
    ],
    windows: [
      cable,
      {
        title: 'The driver',
        words:
          'Windows 10 and 11 bring it along. When the device manager shows the board with a warning sign, install Microchip’s “USB driver for tools”.',
      },
      otherPrograms,
    ],
    mac: [
      cable,
      {
        title: 'The accessory must be allowed',
        words: 'On a notebook, macOS asks once whether to allow a new accessory: say “Allow”.',
      },
      otherPrograms,
    ],
    chromeos: [
      cable,
      {
        title: 'Managed Chromebooks',
        words: 'Where a school or company manages it, its policy must allow serial ports and HID devices.',
      },
      {
        title: 'Linux has the board',
        words: 'If you gave the board to the Linux environment, take it back in the settings under USB.',
      },
    ],
    android: [
      {
        title: 'Cable and adapter',
        words: 'The phone must be the host: use a USB-C OTG adapter and a cable that carries data.',
      },
      {
        title: 'Another app opened it',
        words: 'If Android asks which app to open for the board, say “Cancel”, then connect here.',
      },
    ],
    other: [cable, otherPrograms],
  } satisfies Record<string, Remedy[]>,
};
