/** Texts around the cards: header, help, the board's lights, the log. */
import type { Catalogue } from '../shape';

export const header: Catalogue['header'] = {
  try: 'Ohne Board und Konto ausprobieren',
  tryShort: 'Demo',
  language: 'Sprache',
  theme: 'Darstellung',
  themes: { light: 'Hell', dark: 'Dunkel', system: 'System' },
  help: 'Hilfe',
};

export const views: Catalogue['views'] = {
  label: 'Ansichten',
  setup: 'Einrichten',
  live: 'Live',
  account: 'Konto',
  tray: 'Viele Boards',
  check: 'Hardware-Test',
  help: 'Hilfe',
  support: 'Support-Datei',
  signs: { working: 'Vorgang läuft', stopped: 'angehalten', news: 'neue Daten' },
};

export const update: Catalogue['update'] = {
  ready: 'Eine neue Version dieser Seite liegt bereit.',
  start: 'Neue Version starten',
  waits: 'Sie wartet, bis hier kein Auftrag mehr läuft und die anderen Tabs dieser Seite geschlossen sind.',
};

export const preview: Catalogue['preview'] = {
  title: 'Was hier geschieht',
  steps: [
    { what: 'Sie verbinden das Board, Ihr AWS-Konto und ein WLAN.', time: 'etwa 2 min' },
    {
      what: 'Die Seite programmiert das Board, erstellt sein Zertifikat und registriert es in Ihrem Konto.',
      time: 'etwa 1 min',
    },
    { what: 'Das Board tritt dem WLAN bei und sendet Temperatur und Licht.', time: 'etwa 20 s' },
  ],
  promise: 'Sie können jederzeit anhalten. Die Seite macht dann dort weiter, wo sie aufgehört hat.',
};

export const help: Catalogue['help'] = {
  title: 'So funktioniert es',
  close: 'Schließen',
  parts: [
    {
      title: 'Board',
      words:
        'Die Seite spricht über das USB-Kabel mit dem Board. Das geht in Browsern mit Web Serial, etwa Chrome oder Edge auf einem Computer.',
    },
    {
      title: 'AWS-Konto',
      words:
        'Sie geben Schlüssel Ihres eigenen Kontos ein. Sie bleiben im Speicher dieses Tabs, signieren Anfragen an AWS und sind weg, sobald Sie den Tab schließen.',
    },
    {
      title: 'WLAN',
      words:
        'Um AWS zu erreichen, braucht das Board ein Netz mit 2,4 GHz. Name und Passwort gehen nur an das Board.',
    },
    {
      title: 'Provisionieren',
      words:
        'Das Secure Element des Boards hält einen Schlüssel, der es nie verlässt. Die Seite stellt dafür ein Zertifikat aus, schreibt es auf das Board und registriert es in Ihrem Konto.',
    },
    {
      title: 'Live-Daten',
      words: 'Sobald sich das Board verbindet, zeigt hier ein Diagramm Temperatur und Licht.',
    },
  ],
  lights: 'Was die LEDs bedeuten',
  more: 'Anleitung, Sicherheit, Workshops, Schwierigkeiten',
};

export const lights: Catalogue['lights'] = {
  wifi: { name: 'Blau', means: 'blinkt beim Verbinden mit dem WLAN, leuchtet, wenn verbunden' },
  conn: { name: 'Grün', means: 'blinkt beim Verbinden mit AWS, leuchtet, wenn verbunden' },
  data: { name: 'Gelb', means: 'blinkt bei jeder Nachricht' },
  error: { name: 'Rot', means: 'mit der Hardware oder den Einstellungen stimmt etwas nicht' },
  on: 'an',
  off: 'aus',
  blinking: 'blinkt',
  parts: {
    debugger: 'Debugger',
    mcu: 'Mikrocontroller',
    all: (mcu) =>
      `USB-Buchse, Debugger, ${mcu}, Secure Element ATECC608, WLAN-Modul WINC1510, Tasten SW0 und SW1`,
  },
};

export const log: Catalogue['log'] = {
  title: 'Protokoll',
  filter: 'Filter',
  level: 'Stufe',
  levels: { debug: 'Alles', info: 'Informationen', warning: 'Warnungen', error: 'Fehler' },
  copy: 'Protokoll kopieren',
  download: 'Protokoll herunterladen',
  support: 'Support-Datei erstellen',
  empty: 'Noch keine Zeilen.',
  redacted: 'Geheime Daten werden nie protokolliert.',
  version: (version) => `Version ${version}`,
  lines: (count) => (count === 1 ? '1 Zeile' : `${count} Zeilen`),
};
