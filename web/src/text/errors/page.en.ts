/** The page’s own errors that can come before the rest of the core has arrived: the browser, files with keys. */
import type { ErrorText } from '../catalogue';

export const page = {
  'page.picker_closed': {
    title: 'No board chosen',
    what: 'The list was closed without a choice.',
    todo: 'If the board was not in the list, go through the points below, then connect again.',
  },
  'page.hid_unsupported': {
    title: 'This browser cannot use the debugger',
    what: 'The browser has no WebHID, which the page needs for the board’s debugger.',
    todo: 'The serial port works. Drag each firmware image onto the board’s drive yourself, or use a browser with WebHID, such as Chrome or Edge on a computer.',
  },
  'page.hid_blocked': {
    title: 'HID devices are blocked',
    what: 'A browser policy, or the page this one is embedded in, blocks HID devices such as the board’s debugger.',
    todo: 'Ask the administrator of this browser, or drag each firmware image onto the board’s drive yourself.',
  },
  'page.serial_unsupported': {
    title: 'This browser cannot talk to the board',
    what: 'The browser has no Web Serial, which the page needs to talk to a board.',
    todo: 'Open this page in a browser with Web Serial, such as Chrome or Edge on a computer. Here you can still watch live data and try the simulation.',
  },
  'page.serial_insecure': {
    title: 'This address is not secure',
    what: 'Browsers let a page use USB devices only over https or on this computer.',
    todo: 'Open the page over https. Only the simulation works here.',
  },
  'page.serial_blocked': {
    title: 'Serial ports are blocked',
    what: 'A browser policy, or the page this one is embedded in, blocks serial ports.',
    todo: 'Ask the administrator of this browser, or open the page in its own tab. Live data and the simulation still work.',
  },
  'page.serial_not_loaded': {
    title: 'The part that talks to boards is missing',
    what: 'The part of this page that talks to boards could not be downloaded.',
    todo: 'Check the network and reload the page. Live data works without this part.',
  },
  'page.framed': {
    title: 'No keys on an embedded page',
    what: 'This page is shown inside another page, which could see what you type.',
    todo: 'Open the page in its own tab.',
  },
  'page.foreign_worker': {
    title: 'No keys under another page’s control',
    what: 'Another page of this address has installed a service worker, which controls this page and could read what you type.',
    todo: 'Use this page at an address (host name) of its own, or clear this site’s data in the browser and reload.',
  },
  'page.keys_insecure': {
    title: 'No keys on an insecure page',
    what: 'This page was loaded over plain http, so others on the network could have changed it and could read your keys.',
    todo: 'Open the page at an address that begins with https://, or with http://localhost on your own computer.',
  },
  'page.offline': {
    title: 'You are offline',
    what: 'This computer has no network connection.',
    todo: 'You can still read the board. The page reaches AWS again when the network is back.',
  },
  'page.module_failed': {
    title: 'A part of the page did not load',
    what: 'A part of this page could not be downloaded or started.',
    todo: 'Check the network and try again, or reload. If a policy blocks WebAssembly in this browser, use another browser.',
  },
  'page.core_stopped': {
    title: 'A part of this page has stopped',
    what: 'An internal error ended all jobs. Everything already written to the board and to AWS is kept.',
    todo: 'Reload the page, enter your keys and provision again. The job continues where it stopped.',
  },
  'page.language_failed': {
    title: 'The language could not be loaded',
    what: 'The translation could not be downloaded. The page stays in the current language.',
    todo: 'Check the network, then choose the language again.',
  },
  'page.file_failed': {
    title: 'The file cannot be read',
    what: 'The browser could not read the file that you chose. It was moved, or you have no permission to read it.',
    todo: 'Choose the file again.',
  },
  'page.file_too_large': {
    title: 'The file is too large',
    what: 'Files for this purpose are much smaller than one megabyte.',
    todo: 'Choose the right file.',
  },
} satisfies Record<string, ErrorText>;
