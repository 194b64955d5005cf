/** The Wi-Fi card. */

export const wifi = {
  title: 'Wi-Fi',
  status: {
    waiting: 'Needs a board',
    keep: 'Keeps what the board has',
    open: 'Which network?',
    set: 'Ready to send',
    sending: 'Sending',
    sent: 'Sent to the board',
    failed: 'Not accepted',
  },
  explain:
    'The board joins 2.4 GHz networks. The settings go to the board only, when it runs the demo firmware.',
  simulated: {
    ssid: 'Any network',
    explain: 'The virtual board joins whatever network you name.',
  },
  fiveGigahertz:
    'This looks like the name of a 5 GHz network, which the board does not see. Most routers have a 2.4 GHz one as well.',
  ssid: 'Network name',
  passphrase: 'Passphrase',
  security: 'Security',
  kinds: { wpa: 'WPA / WPA2', open: 'Open', wep: 'WEP' },
  use: 'Use this network',
  send: 'Send to the board',
  keep: 'Keep what the board has',
  change: 'Change the network',
  back: 'Back',
  same: 'Same network as before',
  keepForNext: 'Keep the passphrase in this tab’s memory for the next board',
  forget: 'Forget the passphrase',
};
