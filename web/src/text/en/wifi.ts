/** Texts of the Wi-Fi card. */

export const wifi = {
  title: 'Wi-Fi',
  status: {
    waiting: 'Needs a board',
    keep: 'Keeping the board’s network',
    open: 'Choose a network',
    set: 'Saved, sent in step 4',
    sending: 'Sending',
    sent: 'Sent to the board',
    failed: 'Not accepted',
  },
  explain:
    'The board joins 2.4 GHz networks only. The settings are sent only to the board, when it runs the demo firmware.',
  simulated: {
    ssid: 'Any network',
    explain: 'The virtual board joins whatever network you name.',
  },
  fiveGigahertz:
    'This looks like the name of a 5 GHz network, which the board cannot see. Most routers also have a 2.4 GHz network.',
  blankInName:
    'The name begins or ends with a space, and the board uses it exactly as typed. Remove the space if your network does not have it.',
  blankInPassphrase:
    'The passphrase begins or ends with a space, and the board uses it exactly as typed. Remove the space if it does not belong there.',
  lookalikeInName:
    "The name has a character that looks like another one. An iPhone, for example, writes ’ where keyboards have '. The board uses the name exactly as typed, so copy it from your network’s settings if you can.",
  ssid: 'Network name',
  passphrase: 'Passphrase',
  security: 'Security',
  kinds: { wpa: 'WPA / WPA2', open: 'Open', wep: 'WEP' },
  use: 'Use this network',
  send: 'Send to the board',
  keep: 'Keep the board’s network',
  change: 'Change the network',
  back: 'Back',
  same: 'Same network as before',
  keepForNext: 'Keep the passphrase in this tab’s memory for the next board',
  forget: 'Forget the passphrase',
};
