/** For each operating system: why a board may be missing from the browser's list or refuse to open, and what to do. The page offers to copy each command. */
import { flatpakDevices, snapUsb, udevRule } from '../system_commands';

export interface Remedy {
  /** `list`: if the board is missing from the browser's list; `open`: if it is listed and does not open; `both`. */
  helps: string;
  title: string;
  words: string;
  command?: string;
}

const otherPrograms: Remedy = {
  helps: 'open',
  title: 'Another program is using the board',
  words: 'Close terminals, IDEs (MPLAB X, Microchip Studio, Arduino) and other tabs that use the board.',
};
const cable: Remedy = {
  helps: 'list',
  title: 'The cable only charges',
  words:
    'Many cables do. With a data cable, the drive CURIOSITY appears when you plug in the board. Avoid a USB hub.',
};
const bootloader: Remedy = {
  helps: 'list',
  title: 'The debugger is stuck in its bootloader',
  words:
    'The system then lists the USB device 03EB:2FC0 instead of the board. Unplug the board and plug it in again. If that does not help, reinstall the debugger’s firmware with Microchip’s MPLAB IPE.',
};

export const systems = {
  titles: {
    list: 'Board not listed?',
    open: 'The board does not open?',
  },
  others: 'Other causes',
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
        helps: 'both',
        title: 'Linux needs a udev rule',
        words:
          'The rule lets you use the board’s debugger and serial port while you are logged in, and keeps ModemManager away from the port. Afterwards, unplug the board and plug it in again.',
        command: udevRule,
      },
      {
        helps: 'open',
        title: 'The system checks a new port first',
        words:
          'ModemManager may hold the port for about ten seconds after you plug in the board. Wait, then try again.',
      },
      {
        helps: 'list',
        title: 'A browser from Snap has no USB access',
        words:
          'This command gives Chromium access. If the list stays empty, install Chrome or Edge from the package of Google or Microsoft.',
        command: snapUsb,
      },
      {
        helps: 'list',
        title: 'A browser from Flatpak does not see new devices',
        words:
          'Replace com.google.Chrome with the ID of your browser (“flatpak list” shows it), then restart the browser.',
        command: flatpakDevices,
      },
      bootloader,
      otherPrograms,
    ],
    windows: [
      cable,
      {
        helps: 'both',
        title: 'The driver',
        words:
          'Windows 10 and 11 include it. If the Device Manager shows the board with a warning sign, install Microchip’s “USB driver for tools”.',
      },
      bootloader,
      otherPrograms,
    ],
    mac: [
      cable,
      {
        helps: 'list',
        title: 'The accessory must be allowed',
        words: 'On a notebook, macOS asks once whether to allow a new accessory. Choose “Allow”.',
      },
      bootloader,
      otherPrograms,
    ],
    chromeos: [
      cable,
      {
        helps: 'list',
        title: 'Managed Chromebooks',
        words:
          'If a school or company manages the Chromebook, its policy must allow serial ports and HID devices.',
      },
      {
        helps: 'list',
        title: 'Linux has the board',
        words: 'If you gave the board to the Linux environment, take it back in the settings under USB.',
      },
      bootloader,
    ],
    android: [
      {
        helps: 'list',
        title: 'Cable and adapter',
        words: 'The phone must be the host: use a USB-C OTG adapter and a cable that carries data.',
      },
      {
        helps: 'open',
        title: 'Another app is using the board',
        words: 'If Android asks which app to open for the board, choose “Cancel”, then connect here.',
      },
    ],
    other: [cable, bootloader, otherPrograms],
  } satisfies Record<string, Remedy[]>,
};
