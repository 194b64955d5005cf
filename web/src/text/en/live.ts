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
      no_light: 'The last message has no “Light”.',
      light_not_an_integer: '“Light” in the last message is not a whole number.',
      light_out_of_range: '“Light” in the last message is not between 0 and 65535.',
      no_temperature: 'The last message has no “Temp”.',
      temperature_not_a_number: '“Temp” in the last message is not a number.',
      temperature_out_of_range: '“Temp” in the last message is not a temperature in degrees Celsius.',
    },
    explain:
      'Messages arrive, but none of them is a sensor reading that this page can draw. A reading is JSON with a number for light and one for temperature, such as {"Light": 123, "Temp": 23.45}. The last message is below. Load the demo firmware, or change your own firmware to send this format.',
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
    `${name}: between ${from} and ${to} ${unit} in the range shown`,
  noValue: '–',
};
