/** Texts of the Live data card. */
import type { Language } from '../shape';

export const live: Language['live'] = {
  title: 'Live-Daten',
  status: {
    idle: 'Noch keine Daten',
    connecting: 'Verbindet sich mit AWS',
    waiting: 'Wartet auf die erste Nachricht',
    live: 'Ihr Board ist live',
    unreadable: 'Nachrichten nicht lesbar',
    silent: 'Seit Kurzem keine Nachrichten',
    reconnecting: 'Verbindung wird erneuert',
    failed: 'Gestoppt',
  },
  unreadable: {
    reasons: {
      too_large: 'Die letzte Nachricht ist zu lang.',
      not_json: 'Die letzte Nachricht ist kein JSON.',
      not_an_object: 'Die letzte Nachricht ist kein JSON-Objekt.',
      no_number: 'Die letzte Nachricht enthält keine Zahl.',
    },
    explain:
      'Es kommen Nachrichten an, aber die Seite findet darin nichts zu zeichnen. Sie zeichnet die Zahlen eines JSON-Objekts, etwa {"Light": 123, "Temp": 23.45}. Die letzte Nachricht steht unten. Laden Sie die Demo-Firmware, oder lassen Sie Ihre eigene Firmware solche Objekte senden.',
  },
  empty: 'Hier erscheinen Temperatur und Licht Ihres Boards.',
  waiting: 'Das Board geht ins WLAN, verbindet sich mit AWS und sendet. Seine LEDs zeigen, wie weit es ist:',
  noMessage: 'Noch keine Nachricht?',
  silent: 'Seit einer Weile keine Nachricht. Hat das Board Strom und ist es in Reichweite seines WLANs?',
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
  of: (largest) => `von ${largest}`,
  fields: 'Gezeichnete Werte',
  read: 'Werte im Diagramm',
  lastAgo: (time) => `Letzte Nachricht vor ${time}`,
  leftOut: (count) => `nur die ersten ${count} Werte werden gezeigt`,
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
  chart: (name, from, to, unit) =>
    `${name}: zwischen ${from} und ${to}${unit && ' '}${unit} im gezeigten Zeitraum`,
  noValue: '–',
};
