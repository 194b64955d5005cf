/** Texts of the Wi-Fi card. */
import type { Catalogue } from '../shape';

export const wifi: Catalogue['wifi'] = {
  title: 'WLAN',
  status: {
    waiting: 'Braucht ein Board',
    keep: 'Das Netz des Boards bleibt',
    open: 'Netz wählen',
    set: 'Gemerkt, wird in Schritt 4 gesendet',
    sending: 'Sendet',
    sent: 'An das Board gesendet',
    failed: 'Nicht angenommen',
  },
  explain:
    'Das Board kennt nur Netze mit 2,4 GHz. Die Einstellungen werden nur an das Board gesendet, sobald darauf die Demo-Firmware läuft.',
  simulated: {
    ssid: 'Beliebiges Netz',
    explain: 'Das virtuelle Board geht in jedes Netz, das Sie nennen.',
  },
  fiveGigahertz:
    'Das klingt nach einem 5-GHz-Netz, das das Board nicht sehen kann. Die meisten Router haben auch eines mit 2,4 GHz.',
  blankInName:
    'Der Name beginnt oder endet mit einem Leerzeichen, und das Board nutzt ihn genau so. Löschen Sie es, wenn Ihr Netz anders heißt.',
  blankInPassphrase:
    'Das Passwort beginnt oder endet mit einem Leerzeichen, und das Board nutzt es genau so. Löschen Sie es, wenn es nicht dazugehört.',
  lookalikeInName:
    "Der Name hat ein Zeichen, das wie ein anderes aussieht. Ein iPhone schreibt zum Beispiel ’ statt '. Das Board nutzt den Namen genau so. Kopieren Sie ihn nach Möglichkeit aus den Einstellungen Ihres Netzes.",
  ssid: 'Name des Netzes',
  passphrase: 'Passwort',
  security: 'Sicherheit',
  kinds: { wpa: 'WPA / WPA2', open: 'Offen', wep: 'WEP' },
  use: 'Dieses Netz nutzen',
  send: 'An das Board senden',
  keep: 'Netz des Boards behalten',
  back: 'Zurück',
  change: 'Netz ändern',
  same: 'Dasselbe Netz wie zuvor',
  keepForNext: 'Passwort für das nächste Board im Speicher dieses Tabs behalten',
  forget: 'Passwort vergessen',
};
