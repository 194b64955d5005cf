/** Around the cards: header, help, the lights, the log. */

export const header = {
  try: 'Try without a board or an account',
  tryShort: 'Try',
  language: 'Language',
  theme: 'Appearance',
  themes: { light: 'Light', dark: 'Dark', system: 'System' },
  help: 'Help',
};

export const help = {
  title: 'How it works',
  close: 'Close',
  parts: [
    {
      title: 'Board',
      words: 'The page talks to the board through its USB cable. Chrome and Edge on a computer can do that.',
    },
    {
      title: 'AWS account',
      words:
        'You give keys of your own account. They stay in this tab’s memory, sign requests to AWS, and are gone with the tab.',
    },
    {
      title: 'Wi-Fi',
      words: 'The board needs a 2.4 GHz network to reach AWS. Its name and passphrase go to the board only.',
    },
    {
      title: 'Provision',
      words:
        'The board’s secure element holds a key that never leaves it. The page has it certified, writes the certificate to the board and registers it in your account.',
    },
    {
      title: 'Live data',
      words: 'As soon as the board connects, its light and temperature draw a chart here.',
    },
  ],
  lights: 'What the lights say',
};

export const lights = {
  wifi: { name: 'Blue', means: 'blinks while joining the Wi-Fi, steady when joined' },
  conn: { name: 'Green', means: 'blinks while connecting to AWS, steady when connected' },
  data: { name: 'Yellow', means: 'blinks with each message' },
  error: { name: 'Red', means: 'something is wrong with the hardware or the settings' },
  on: 'on',
  off: 'off',
};

export const log = {
  title: 'Log',
  filter: 'Filter',
  level: 'Level',
  levels: { debug: 'Everything', info: 'Information', warning: 'Warnings', error: 'Errors' },
  copy: 'Copy the log',
  download: 'Download the log',
  empty: 'Nothing yet.',
  redacted: 'Secrets are never in it.',
  version: (version: string) => `Version ${version}`,
  lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
};
