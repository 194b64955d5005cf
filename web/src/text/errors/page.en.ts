/** The page’s own: the browser around it, its files. */
import type { ErrorText } from '../catalogue';

export const page = {
  'page.picker_closed': {
    title: 'No board chosen',
    what: 'The list was closed without a choice.',
    todo: 'Was the board not in the list? Go through the points below, then connect again.',
  },
  'page.debugger_picker_closed': {
    title: 'No debugger chosen',
    what: 'The list was closed without a choice.',
    todo: 'Allow the debugger to have the page load the firmware by itself, or go on without it. Was it not in the list? Go through the points below.',
  },
  'page.port_in_other_tab': {
    title: 'Your other tab has the board',
    what: 'This page is open in another tab, and that one is talking to the board right now.',
    todo: 'Go on there; or close that tab, then ask again here.',
  },
  'page.debugger_in_other_tab': {
    title: 'Your other tab has the debugger',
    what: 'This page is open in another tab, and that one uses a board’s debugger. Two at once would disturb each other.',
    todo: 'Go on there; or close that tab, then allow the debugger again here.',
  },
  'page.hid_unsupported': {
    title: 'The debugger is out of reach here',
    what: 'This browser has no WebHID, which the board’s debugger needs: on Android there is none.',
    todo: 'The serial port works: you load each firmware image onto the drive by hand. On a computer, Chrome and Edge do that for you.',
  },
  'page.hid_blocked': {
    title: 'Debuggers are switched off',
    what: 'A policy of this browser or of the page around keeps web pages from HID devices.',
    todo: 'Ask whoever manages this browser; or load each firmware image onto the drive by hand.',
  },
  'page.serial_unsupported': {
    title: 'This browser cannot reach the board',
    what: 'It has no Web Serial.',
    todo: 'Open this page in Chrome or Edge on a computer. Here you can still watch data and try the simulation.',
  },
  'page.serial_insecure': {
    title: 'This address is not secure',
    what: 'Browsers give boards only to pages opened through https or from this computer.',
    todo: 'Open the page through https. Only the simulation works here.',
  },
  'page.serial_blocked': {
    title: 'Serial ports are switched off',
    what: 'A policy of this browser or of the page around keeps web pages from serial ports.',
    todo: 'Ask whoever manages this browser, or open the page on its own. Watching data and the simulation still work.',
  },
  'page.serial_not_loaded': {
    title: 'The board cannot be reached yet',
    what: 'The part of this page that talks to boards could not be fetched.',
    todo: 'Check the network and reload the page. Watching data works without it.',
  },
  'page.framed': {
    title: 'Keys are not taken here',
    what: 'This page is shown inside another site, which could watch you type.',
    todo: 'Open it in a tab of its own.',
  },
  'page.keys_insecure': {
    title: 'Keys are not taken here',
    what: 'This page came through plain http: whoever is on the way could have changed it, and read your keys.',
    todo: 'Open it by an address that begins with https://, or with http://localhost on your own computer.',
  },
  'page.offline': {
    title: 'You are offline',
    what: 'This computer has no network.',
    todo: 'The board can still be read; AWS is reached as soon as the network is back.',
  },
  'page.module_failed': {
    title: 'The page did not load completely',
    what: 'A part of it could not be fetched or started.',
    todo: 'Check the network and try again, or reload. If a policy forbids WebAssembly here, use another browser.',
  },
  'page.language_failed': {
    title: 'The language could not be loaded',
    what: 'Its words could not be fetched from this site. Everything goes on in the language that you see.',
    todo: 'Check the network, then choose it again.',
  },
  'page.image_failed': {
    title: 'The image is not there',
    what: 'The firmware image could not be fetched from this site.',
    todo: 'Check the network and download it again.',
  },
  'page.file_failed': {
    title: 'The file cannot be read',
    what: 'The browser could not read the file that you chose: it was moved, or is not permitted.',
    todo: 'Choose it again.',
  },
  'page.file_too_large': {
    title: 'The file is too large',
    what: 'What belongs here has far less than a megabyte.',
    todo: 'Choose the right file.',
  },
  'page.bad_archive': {
    title: 'Not a usable archive',
    what: 'The ZIP file is damaged, or of a kind that we do not read.',
    todo: 'Unpack it and choose the folder instead.',
  },
} satisfies Record<string, ErrorText>;
