/** Die Texte der Ansicht „Live“ über ein einzelnes Board hinaus: alle Boards, der MQTT-Explorer, das Speichern. */
import type { Language } from '../shape';

export const fleet: Language['fleet'] = {
  title: 'Alle Boards',
  parts: 'Was die Ansicht zeigt',
  intro:
    'Zeigt alle Boards dieses Kontos auf einmal: ihre Werte, wie oft sie senden und was ihnen fehlt. AWS berechnet etwa 1 $ je Million Nachrichten.',
  needsAccount: 'Verbinden Sie Ihr AWS-Konto, um alle seine Boards zu beobachten.',
  toSetup: 'Zum Einrichten',
  watch: 'Alle Boards beobachten',
  refresh: 'Neue Boards suchen',
  stop: 'Beenden',
  conditions: {
    refused: 'Von AWS abgewiesen',
    disconnected: 'Getrennt',
    silent: 'Verstummt',
    unreadable: 'Nicht lesbar',
    unwatched: 'Nicht beobachtet',
    waiting: 'Noch keine Nachricht',
    connecting: 'Verbindet sich',
    live: 'Live',
  },
  conditionHints: {
    refused: 'AWS hat das Board nicht verbinden lassen.',
    disconnected: 'Die Verbindung des Boards zu AWS ist beendet.',
    silent: 'Das Board sendet nicht mehr; AWS hat aber kein Ende seiner Verbindung gemeldet.',
    unreadable: 'Die letzte Nachricht enthält keine Zahl, die sich zeichnen lässt.',
    unwatched: 'Die Grenzen von AWS lassen für dieses Board keinen Platz.',
    waiting: 'Seit Sie beobachten, ist von diesem Board nichts angekommen.',
    connecting: 'Die Seite verbindet sich mit AWS.',
    live: 'Nachrichten kommen an.',
  },
  reasons: {
    AUTHORIZATION_FAILED: 'die Richtlinie seines Zertifikats erlaubt es nicht',
    AUTH_ERROR: 'die Richtlinie seines Zertifikats erlaubt es nicht',
    CLIENT_ERROR: 'das Board hat etwas gesendet, das AWS nicht annimmt',
    CLIENT_INITIATED_DISCONNECT: 'das Board hat sich selbst getrennt',
    CONNECTION_LOST: 'die Netzverbindung ging verloren',
    DUPLICATE_CLIENTID: 'ein anderes Gerät benutzt denselben Namen',
    FORBIDDEN_ACCESS: 'das Zertifikat oder das Konto ist gesperrt',
    MQTT_KEEP_ALIVE_TIMEOUT: 'AWS hat zu lange nichts vom Board gehört: Strom oder WLAN fehlt',
    SERVER_ERROR: 'bei AWS ist ein Fehler aufgetreten',
    SERVER_INITIATED_DISCONNECT: 'AWS hat die Verbindung beendet',
    THROTTLED: 'das Board sendet mehr, als AWS erlaubt',
    WEBSOCKET_TTL_EXPIRATION: 'die Verbindung bestand zu lange',
  },
  counts: (boards, live, trouble) =>
    `${boards === 1 ? '1 Board' : `${boards} Boards`} · ${live} live${trouble > 0 ? ` · ${trouble} mit Störung` : ''}`,
  messages: (count, rate) => `${count} Nachrichten, ${rate} pro Sekunde`,
  search: 'Suche',
  searchHint: 'Teil eines Namens',
  show: 'Anzeigen',
  filters: { all: 'Alle', trouble: 'Mit Störung', live: 'Live', waiting: 'Noch keine Nachricht' },
  noMatch: 'Kein Board passt dazu.',
  noBoards: 'Dieses Konto hat in dieser Region noch keine Boards.',
  alarm: 'Alarm, wenn ein Board verstummt',
  alarmText: (names) => `Keine Nachrichten mehr von ${names}`,
  andMore: (names, more) => `${names} und ${more} weiteren`,
  alarmSeen: 'Gesehen',
  enlarge: (name) => `${name} vergrößern`,
  perMinute: (rate) => `${rate}/min`,
  now: 'jetzt',
  ago: (time) => `vor ${time}`,
  span: 'Die kleinen Kurven zeigen die letzten 5 Minuten.',
  exportTitle: 'Nachrichten speichern',
  odd: (count) => `${count} nicht verstanden`,
  more: (count) => `+ ${count} weitere Werte`,
  lost: (lost, perSecond, limit) =>
    `AWS hat etwa ${lost} Nachrichten verworfen. Eine Verbindung erhält höchstens ${limit} Nachrichten pro Sekunde; die Boards an einer senden ${perSecond}. Zahlen und Kurven unten haben Lücken.`,
  unwatched: (count, boards) =>
    `${count} Boards werden nicht beobachtet: Eine Verbindung fasst höchstens ${boards}, und mehr Verbindungen darf die Seite nicht öffnen. Was diese Boards senden, ist hier nicht mitgezählt.`,
  connections: (count, boards) =>
    `${count} ${count === 1 ? 'Verbindung' : 'Verbindungen'} zu AWS, je höchstens ${boards} Boards`,
  noPresence:
    'Warum ein Board weg ist, bleibt unbekannt: Diese Schlüssel dürfen die Verbindungsmeldungen von AWS nicht empfangen.',
  noPresenceSilent: 'Verstummte Boards werden trotzdem erkannt, weil ihre Nachrichten ausbleiben.',
  reconnecting:
    'Eine Verbindung zu AWS ging verloren. Die Seite verbindet sich neu; was inzwischen gesendet wurde, fehlt.',
};

export const explorer: Language['explorer'] = {
  title: 'MQTT-Explorer',
  intro:
    'Abonnieren Sie beliebige Topics dieses Kontos, senden Sie Nachrichten und sehen Sie Geräteschatten an.',
  filter: 'Topic-Filter',
  filterHint: '+ steht für eine Ebene, # für alles Folgende',
  subscribe: 'Abonnieren',
  unsubscribe: (filter) => `Abonnement von ${filter} beenden`,
  pending: 'wird abonniert',
  none: 'Noch keine Nachrichten. Sie erscheinen hier, sobald sie ankommen.',
  topics: 'Topics',
  topicCount: (topics, messages, digits) =>
    `${topics === 1 ? '1 Topic' : `${topics} Topics`}, ${messages === 1 ? '1 Nachricht' : `${digits} Nachrichten`}`,
  clear: 'Leeren',
  rate: (rate) => `${rate}/min`,
  choose: 'Wählen Sie ein Topic, um seine letzte Nachricht zu lesen.',
  message: 'Letzte Nachricht',
  size: (bytes) => `${bytes} Bytes`,
  cut: (shown) => `nur die ersten ${shown} sind zu sehen`,
  binary: 'Kein Text. Die Bytes hexadezimal:',
  empty: 'Die Nachricht ist leer.',
  useTopic: 'An dieses Topic senden',
  leftOut: (messages, topics) =>
    `${messages} Nachrichten kamen auf weiteren Topics an. Der Explorer führt die ersten ${topics} auf; benutzen Sie einen engeren Filter.`,
  atLimit:
    'AWS sendet höchstens 100 Nachrichten pro Sekunde an eine Verbindung und verwirft den Rest ohne Hinweis. So viele kommen gerade an; mit einem engeren Filter sehen Sie alle.',
  publish: 'Senden',
  publishTopic: 'Topic',
  publishText: 'Nachricht',
  publishing: 'Wird gesendet',
  published: (topic) => `AWS hat die Nachricht für ${topic}.`,
  notJson: 'Das ist kein JSON. Es wird so gesendet, wie es ist.',
  shadow: 'Geräteschatten',
  shadowIntro:
    'Der Zustand, den AWS von einem Thing aufbewahrt: was verlangt wurde und was das Thing gemeldet hat.',
  thing: 'Thing',
  open: 'Schatten öffnen',
  read: 'Neu lesen',
  shadowStatus: {
    loading: 'Schatten wird gelesen',
    present: 'Wie AWS ihn hat',
    absent: 'Dieses Thing hat noch keinen Schatten. Er entsteht mit der ersten Änderung.',
    failed: 'Der Schatten ließ sich nicht lesen',
  },
  readAt: (time) => `gelesen um ${time}`,
  desired: 'Zustand verlangen (JSON-Objekt)',
  desiredHint: 'Was Sie weglassen, bleibt, wie es ist; null entfernt einen Eintrag.',
  update: 'Verlangen',
  remove: 'Schatten löschen',
  removeAsk: 'Den ganzen Schatten dieses Things löschen?',
  removeYes: 'Löschen',
  removeNo: 'Behalten',
  rejected: (operation, code, message) => `AWS hat die Anfrage abgelehnt (${operation}, ${code}): ${message}`,
};

export const exporting: Language['exporting'] = {
  explain:
    'Speichert unverändert, was angekommen ist. CSV öffnet sich in einer Tabellenkalkulation und hat eine Spalte je Wert; JSON behält jede Nachricht, wie sie war.',
  format: 'Format',
  range: 'Nachrichten',
  ranges: {
    all: 'Alle aufbewahrten',
    60: 'Letzte Minute',
    600: 'Letzte 10 Minuten',
    3600: 'Letzte Stunde',
  },
  save: 'Speichern',
  record: 'In eine Datei aufzeichnen',
  recordHint: 'Schreibt alles, was von jetzt an ankommt, in eine Datei, auch über Stunden.',
  stop: 'Aufzeichnung beenden',
  kept: (messages) =>
    `${messages} Nachrichten sind aufbewahrt. Ist der Speicher voll, fallen die ältesten weg.`,
  written: (messages, size) => `${messages} Nachrichten, ${size} geschrieben`,
  done: (messages, name) => `${messages} Nachrichten in ${name} gespeichert.`,
  dropped: (messages) =>
    `${messages} Nachrichten fehlen: Sie waren nicht mehr aufbewahrt, als die Datei bei ihnen ankam.`,
};
