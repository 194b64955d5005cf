/** Texts of the Live data card. */

function messageCount(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

export const live = {
  title: 'Live data',
  status: {
    idle: 'No data yet',
    connecting: 'Connecting to AWS',
    waiting: 'Waiting for the first message',
    live: 'Your board is live',
    unreadable: 'Messages are not readable',
    silent: 'No recent messages',
    reconnecting: 'Reconnecting',
    failed: 'Stopped',
  },
  unreadable: {
    /** By LiveState.oddReason. */
    reasons: {
      too_large: 'The last message is too long.',
      not_json: 'The last message is not JSON.',
      not_an_object: 'The last message is not a JSON object.',
      no_number: 'The last message has no number.',
    },
    explain:
      'Messages arrive, but the page finds nothing to draw in them. It draws the numbers of a JSON object, such as {"Light": 123, "Temp": 23.45}. The last message is below. Load the demo firmware, or change your own firmware to send such objects.',
  },
  empty: 'Your board’s temperature and light will appear here.',
  waiting:
    'The board joins the Wi-Fi network, connects to AWS and sends data. Its lights show how far it is:',
  noMessage: 'No message yet?',
  silent: 'No message for a while. Is the board powered and within Wi-Fi range?',
  watch: 'Watch live data',
  stop: 'Stop watching',
  other: 'Watch another thing',
  any: 'Watch a thing in this account',
  listThings: 'List the things in this account',
  noThings: 'This account has no things in this region.',
  thing: 'Thing',
  temperature: 'Temperature',
  light: 'Light',
  lightUnit: 'counts',
  of: (largest: string) => `of ${largest}`,
  fields: 'Drawn values',
  read: 'Values in the chart',
  lastAgo: (time: string) => `Last message ${time} ago`,
  leftOut: (count: number) => `only the first ${count} values are shown`,
  messagesPerMinute: (rate: number) => `${messageCount(Math.round(rate))} per minute`,
  messages: messageCount,
  odd: (count: number) => `${count} not understood`,
  pause: 'Pause',
  resume: 'Resume',
  range: 'Range',
  ranges: { 60: '1 min', 600: '10 min', 3600: '1 h' },
  unit: 'Temperature unit',
  toggle: 'Yellow light',
  toggleHint: 'Switches the board’s yellow light through its device shadow.',
  toggleAsked: 'requested',
  toggleReported: 'the board reports',
  on: 'on',
  off: 'off',
  raw: 'Last message',
  topic: 'Topic',
  chart: (name: string, from: string, to: string, unit: string) =>
    `${name}: between ${from} and ${to}${unit && ' '}${unit} in the range shown`,
  noValue: '–',
};
