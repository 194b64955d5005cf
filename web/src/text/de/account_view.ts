/** Die Texte der Ansicht „Konto“. */
import type { Language } from '../shape';

export const frame: Language['accountFrame'] = {
  title: 'Ihr AWS-Konto',
  empty:
    'Verbinden Sie zuerst Ihr AWS-Konto. Diese Ansicht zeigt dann, was Ihre Schlüssel dürfen, und entfernt, was Boards im Konto hinterlassen haben.',
  toSetup: 'Zum Einrichten',
};

export const permissions: Language['permissions'] = {
  title: 'Was diese Schlüssel dürfen',
  words: 'Fragt AWS nach jeder Berechtigung. Im Konto ändert sich nichts.',
  purpose: 'Für',
  purposes: {
    provisioning: 'Einrichten durch diese Seite (MAR) und Live-Daten',
    registration: 'Registrierung bei der ersten Verbindung (JITR)',
    watching: 'Live-Daten',
    clean_up: 'Aufräumen des Kontos',
    users: 'Anlegen und Entfernen von Benutzern für diese Seite',
  },
  check: 'Prüfen, was diese Schlüssel dürfen',
  checking: 'Fragt AWS …',
  verdicts: { allowed: 'erlaubt', denied: 'verweigert', unknown: 'nicht bekannt' },
  summary: (purpose, allowed, denied, unknown) =>
    `Für ${purpose}: ${allowed} erlaubt, ${denied} verweigert, ${unknown} nicht bekannt`,
  all: 'Diese Schlüssel dürfen all das.',
  unknownWords: 'Was nicht bekannt ist, zeigt sich erst, wenn es benutzt wird.',
  layers: {
    unknown: 'AWS sagt nicht, welche Richtlinie es verweigert.',
    identity_policy: 'Keine Richtlinie dieses Benutzers oder dieser Rolle erlaubt es.',
    boundary: 'Die Berechtigungsgrenze dieses Benutzers oder dieser Rolle erlaubt es nicht.',
    organization: 'Eine Richtlinie der Organisation verbietet es. Fragen Sie deren Administrator.',
    session_policy:
      'Die Richtlinie der Sitzung selbst erlaubt es nicht. Benutzen Sie Schlüssel einer anderen Sitzung.',
  },
  missing: 'Richtlinie mit allen fehlenden Berechtigungen',
  attachNewer:
    'Diese Schlüssel haben eine ältere Fassung der Richtlinie MCHPProvToolAccess aus Microchips Anleitung. Ersetzen Sie sie in IAM durch diese, warten Sie einige Sekunden und prüfen Sie dann erneut.',
  attach:
    'Fügen Sie diese Richtlinie in IAM dem Benutzer oder der Rolle hinzu, warten Sie einige Sekunden und prüfen Sie dann erneut.',
};

export const users: Language['users'] = {
  title: 'Mit weniger Berechtigungen arbeiten',
  words:
    'Ihre Schlüssel dürfen im Konto alles. Die Seite kann einen Benutzer anlegen, der nur Boards einrichten (MAR) und ihre Daten empfangen darf:',
  plan: [
    'Sie legt in IAM einen Benutzer web-provisioner-…, seine Richtlinie und seinen Zugriffsschlüssel an. Ein IAM-Benutzer kostet nichts.',
    'Sie vergisst Ihre Schlüssel und arbeitet mit den neuen weiter, die nur im Speicher dieses Tabs liegen.',
    'Um den Benutzer später zu entfernen, geben Sie wieder Ihre eigenen Schlüssel ein und lassen unten auflisten, was da ist.',
  ],
  limits: 'Verlangt Ihre Organisation eine Berechtigungsgrenze?',
  boundary: 'ARN der Richtlinie, die begrenzt',
  create: 'Benutzer anlegen und seine Schlüssel benutzen',
  creating: 'Der Benutzer wird angelegt … Bis AWS die neuen Schlüssel kennt, dauert es einige Sekunden.',
};

export const contents: Language['contents'] = {
  title: 'Was Boards in diesem Konto hinterlassen haben',
  words:
    'Things, Zertifikate und anderes, das diese Seite oder das Werkzeug von Microchip in dieser Region angelegt hat. Sie werden an ihrer Form erkannt, deshalb stehen auch Boards von Kollegen in der Liste.',
  list: 'Auflisten, was da ist',
  stop: 'Anhalten',
  status: {
    none: '',
    listing: 'Liest das Konto …',
    listed: 'Wählen Sie, was entfernt werden soll. Boards dieses Browsers sind schon gewählt.',
    planning: 'Macht den Plan …',
    planned: 'Noch ist nichts entfernt.',
    cleaning: 'Entfernt …',
    cleaned: 'Das ist übrig.',
  },
  empty: 'In dieser Region gibt es nichts von diesen Boards.',
  all: (boards) => `Alle ${boards} Boards wählen`,
  none: 'Kein Board wählen',
  more: (boards) => `Die anderen ${boards} Boards zeigen`,
  own: 'von diesem Browser eingerichtet',
  notOwn: 'anderswo eingerichtet',
  certificates: (all, active) => `${all} ${all === 1 ? 'Zertifikat' : 'Zertifikate'}, ${active} aktiv`,
  unread: 'nicht gelesen',
  noThing: 'das Thing gibt es nicht mehr',
  others: (count) => `${count} weitere angehängt`,
  parts: {
    policies: 'Die Richtlinie der Boards',
    stack: 'Der Stack, der Boards registriert (JITR)',
    authority: 'Eine Zertifizierungsstelle',
    thingType: 'Der Thing-Typ',
    user: 'Ein IAM-Benutzer, den diese Seite angelegt hat',
  },
  usersUnread: 'IAM-Benutzer, die diese Seite angelegt hat, sehen nur die Schlüssel eines Administrators.',
  authorityActive: 'aktiv',
  authorityInactive: 'inaktiv',
  plan: 'Zeigen, was entfernt würde',
  planTitle: 'Plan',
  caution:
    'Das lässt sich nicht rückgängig machen. Entfernte Boards können sich erst wieder verbinden, wenn sie neu eingerichtet sind.',
  remove: 'Das entfernen',
  objects: {
    certificate: 'Zertifikat',
    thing: 'Thing',
    shadow: 'Schatten von',
    log_group: 'Protokollgruppe',
    policy: 'Richtlinie',
    stack: 'Stack',
    authority: 'Zertifizierungsstelle',
    thing_type: 'Thing-Typ',
    user: 'IAM-Benutzer',
  },
  actions: {
    remove: 'entfernen',
    deactivate: 'deaktivieren',
    deprecate: 'als veraltet kennzeichnen',
    keep: 'behalten',
  },
  itemStatus: { waiting: 'wartet', running: 'läuft', done: 'erledigt', failed: 'fehlgeschlagen' },
  reasons: {
    none: '',
    authority_active: 'AWS würde das Board erneut registrieren, weil dessen Zertifizierungsstelle aktiv ist.',
    others_attached: 'Daran hängt noch etwas anderes.',
    in_use: 'Andere Zertifikate benutzen sie.',
    foreign: 'Er wurde nicht für diese Boards angelegt.',
  },
  comeBack: 'AWS löscht ihn frühestens fünf Minuten später: machen Sie dann einen neuen Plan.',
};
