/** Texts around the cards: header, help, the board's lights, the log. */

export const header = {
  try: 'Try without a board or an account',
  tryShort: 'Demo',
  language: 'Language',
  theme: 'Appearance',
  themes: { light: 'Light', dark: 'Dark', system: 'System' },
  help: 'Help',
};

/** The tabs, and what a tab says about a view that is not shown. */
export const views = {
  label: 'Views',
  setup: 'Set up',
  live: 'Live',
  account: 'Account',
  tray: 'Many boards',
  check: 'Hardware check',
  help: 'Help',
  support: 'Support file',
  signs: { working: 'job running', stopped: 'stopped', news: 'new data' },
};

/** A new version of the page, which the browser has already downloaded. */
export const update = {
  ready: 'A new version of this page is ready.',
  start: 'Start the new version',
  waits: 'It waits until no job runs here and the other tabs of this page are closed.',
};

/** What the page will do, shown before it does it. */
export const preview = {
  title: 'What happens here',
  steps: [
    { what: 'You connect the board, your AWS account and a Wi-Fi network.', time: 'about 2 min' },
    {
      what: 'The page programs the board, creates its certificate and registers it in your account.',
      time: 'about 1 min',
    },
    { what: 'The board joins the Wi-Fi network and sends its temperature and light.', time: 'about 20 s' },
  ],
  promise: 'You can stop at any time. The page then continues where it stopped.',
};

export const help = {
  title: 'How it works',
  close: 'Close',
  parts: [
    {
      title: 'Board',
      words:
        'The page talks to the board over its USB cable. That takes a browser with Web Serial, such as Chrome or Edge on a computer.',
    },
    {
      title: 'AWS account',
      words:
        'You enter the keys of your own account. They stay in this tab’s memory, sign requests to AWS, and are gone when you close the tab.',
    },
    {
      title: 'Wi-Fi',
      words:
        'The board needs a 2.4 GHz network to reach AWS. Its name and passphrase are sent only to the board.',
    },
    {
      title: 'Provision',
      words:
        'The board’s secure element holds a key that never leaves it. The page creates a certificate for this key, writes the certificate to the board and registers it in your account.',
    },
    {
      title: 'Live data',
      words: 'As soon as the board connects, a chart shows its temperature and light.',
    },
  ],
  lights: 'What the lights mean',
  more: 'Guide, security, workshops, troubles',
};

export const lights = {
  wifi: { name: 'Blue', means: 'blinks while joining the Wi-Fi network, steady when joined' },
  conn: { name: 'Green', means: 'blinks while connecting to AWS, steady when connected' },
  data: { name: 'Yellow', means: 'blinks with each message' },
  error: { name: 'Red', means: 'the hardware or the settings have a problem' },
  on: 'on',
  off: 'off',
  blinking: 'blinks',
  parts: {
    debugger: 'debugger',
    mcu: 'microcontroller',
    all: (mcu: string) =>
      `USB connector, debugger, ${mcu}, secure element ATECC608, Wi-Fi module WINC1510, buttons SW0 and SW1`,
  },
};

export const log = {
  title: 'Log',
  filter: 'Filter',
  level: 'Level',
  levels: { debug: 'Everything', info: 'Information', warning: 'Warnings', error: 'Errors' },
  copy: 'Copy the log',
  download: 'Download the log',
  support: 'Make a support file',
  empty: 'No lines yet.',
  redacted: 'Secrets are never logged.',
  version: (version: string) => `Version ${version}`,
  lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
};
