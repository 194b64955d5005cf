/** The Wi-Fi card. */
import type { Catalogue } from '../shape';

export const wifi: Catalogue['wifi'] = {
  title: 'WLAN',
  status: {
    waiting: 'Braucht ein Board',
    keep: 'Behält, was das Board hat',
    open: 'Welches Netz?',
    set: 'Bereit zum Senden',
    sending: 'Sendet',
    sent: 'An das Board gesendet',
    failed: 'Nicht angenommen',
  },
  explain:
    'Das Board nutzt Netze mit 2,4 GHz. Die Einstellungen gehen nur an das Board, wenn die Demo-Firmware läuft.',
  simulated: {
    ssid: 'Irgendein Netz',
    explain: 'Das virtuelle Board geht in jedes Netz, das Sie nennen.',
  },
  fiveGigahertz:
    'Das klingt nach einem Netz mit 5 GHz, und das sieht das Board nicht. Die meisten Router haben auch eines mit 2,4 GHz.',
  ssid: 'Name des Netzes',
  passphrase: 'Passwort',
  security: 'Sicherheit',
  kinds: { wpa: 'WPA / WPA2', open: 'Offen', wep: 'WEP' },
  use: 'Dieses Netz nutzen',
  send: 'An das Board senden',
  keep: 'Behalten, was das Board hat',
  back: 'Zurück',
  change: 'Netz ändern',
  same: 'Dasselbe Netz wie zuvor',
  keepForNext: 'Passwort für das nächste Board im Speicher dieses Tabs behalten',
  forget: 'Passwort vergessen',
};
