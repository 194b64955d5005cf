/** Texts of the Live data card. */
import type { Catalogue } from '../shape';

export const live: Catalogue['live'] = {
  title: 'Live-Daten',
  status: {
    idle: 'Noch keine Daten',
    connecting: 'Verbindet sich mit AWS',
    waiting: 'Wartet auf die erste Nachricht',
    live: 'Ihr Board ist live',
    silent: 'Seit Kurzem keine Nachrichten',
    reconnecting: 'Verbindung wird erneuert',
    failed: 'Gestoppt',
  },
  unreadable: {
    status: 'Nachrichten nicht lesbar',
    explain:
      'Es kommen Nachrichten an, aber keine davon ist ein Messwert, den diese Seite zeichnen kann. Ein Messwert ist JSON mit einer Zahl für Licht und einer für Temperatur, etwa {"Light": 123, "Temp": 23.45}. Die letzte Nachricht steht unten. Laden Sie die Demo-Firmware, oder lassen Sie Ihre eigene Firmware dieses Format senden.',
  },
  empty: 'Hier erscheinen Temperatur und Licht Ihres Boards.',
  waiting: 'Das Board geht ins WLAN, verbindet sich mit AWS und sendet. Seine LEDs zeigen, wie weit es ist:',
  noMessage: 'Noch keine Nachricht?',
  silent: 'Seit einer Weile keine Nachricht. Hat das Board Strom, ist es in Reichweite seines WLANs?',
  watch: 'Live-Daten ansehen',
  stop: 'Live-Daten beenden',
  other: 'Ein anderes Thing ansehen',
  any: 'Ein Thing dieses Kontos ansehen',
  listThings: 'Things dieses Kontos auflisten',
  noThings: 'In dieser Region hat das Konto keine Things.',
  thing: 'Thing',
  temperature: 'Temperatur',
  light: 'Licht',
  lightUnit: 'Counts',
  messagesPerMinute: (rate) => {
    const rounded = Math.round(rate);
    return `${rounded} ${rounded === 1 ? 'Nachricht' : 'Nachrichten'} pro Minute`;
  },
  messages: (count) => (count === 1 ? '1 Nachricht' : `${count} Nachrichten`),
  odd: (count) => `${count} nicht lesbar`,
  pause: 'Pause',
  resume: 'Weiter',
  range: 'Zeitraum',
  ranges: { 60: '1 min', 600: '10 min', 3600: '1 h' },
  unit: 'Temperatureinheit',
  toggle: 'Gelbe LED',
  toggleHint: 'Schaltet die gelbe LED des Boards über seinen Device Shadow.',
  toggleAsked: 'angefordert',
  toggleReported: 'das Board meldet',
  on: 'an',
  off: 'aus',
  raw: 'Letzte Nachricht',
  topic: 'Topic',
  chart: (name, from, to, unit) => `${name}: zwischen ${from} und ${to} ${unit} im gezeigten Zeitraum`,
  noValue: '–',
};
