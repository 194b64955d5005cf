/** Texts of the AWS account card, and the place names of the regions. Names in the AWS console are those of its German version. */
import type { Catalogue } from '../shape';
import { clockDifference } from './format';

export const account: Catalogue['account'] = {
  title: 'AWS-Konto',
  status: {
    empty: 'Noch keine Schlüssel',
    checking: 'Wird bei AWS geprüft',
    good: 'Verbunden',
    refused: 'Abgelehnt',
    unavailable: 'Hier nicht möglich',
  },
  promise:
    'Ihre Schlüssel bleiben im Speicher dieses Tabs. Die Seite speichert sie nicht und signiert damit nur Anfragen an AWS.',
  paste: 'Schlüssel einfügen',
  pasteHint: 'Beide Schlüssel hier einfügen: AKIA… und den geheimen, in beliebiger Form',
  or: 'oder eintippen',
  accessKeyId: 'Zugriffsschlüssel-ID',
  secretAccessKey: 'Geheimer Zugriffsschlüssel',
  sessionToken: 'Sitzungstoken',
  sessionTokenHint: 'falls temporär',
  chooseFile: 'Datei mit Schlüsseln wählen',
  region: 'Region',
  check: 'Konto verbinden',
  checkRegion: 'Zu dieser Region wechseln',
  watchingStops:
    'Damit enden die Live-Daten, denn ein Thing gehört zu einer Region. Das Diagramm wird geleert.',
  again: (ending) => `Schlüssel …${ending} erneut prüfen`,
  forget: 'Schlüssel vergessen',
  forms: {
    environment_bash: 'Umgebungsvariablen',
    environment_powershell: 'Umgebungsvariablen für PowerShell',
    environment_cmd: 'Umgebungsvariablen für Windows',
    ini_profile: 'ein AWS-Profil',
    console_csv: 'die CSV-Datei der AWS-Konsole',
    json: 'JSON',
    bare_lines: 'Schlüssel ohne Beschriftung',
  },
  pasteWarnings: {
    several_profiles: 'Der Text enthält mehrere Profile. Verwendet wird das hier genannte.',
    several_keys: 'Der Text enthält mehrere Schlüssel. Prüfen Sie, ob das angezeigte Konto das richtige ist.',
    token_dropped: 'Das Sitzungstoken wurde ignoriert, denn ein dauerhafter Schlüssel hat keines.',
    region_not_supported: 'Der Text nennt eine Region, die die Boards nicht unterstützen.',
  },
  chooseRegion: 'Region wählen',
  regionProposed:
    'Der Link zu dieser Seite schlägt die Region unten vor. Soll es diese sein, klicken Sie auf „Konto verbinden“.',
  regionNeeded: 'Wählen Sie unten eine Region und klicken Sie auf „Konto verbinden“.',
  recognised: (form, profile, region) =>
    ['Erkannt: ' + form, profile && `Profil ${profile}`, region && `Region ${region}`]
      .filter(Boolean)
      .join(', ') + '.',
  facts: {
    account: 'Konto',
    user: 'Benutzer',
    region: 'Region',
    key: 'Zugriffsschlüssel',
    endpoint: 'Endpunkt',
  },
  keyEnding: (ending, temporary) => `…${ending}${temporary ? ' (temporär)' : ''}`,
  powerful: {
    inShort: 'Administratorschlüssel',
    root: 'Das sind Root-Schlüssel mit vollem Zugriff. Legen Sie dafür einen eigenen IAM-Benutzer an (siehe unten) und löschen Sie die Root-Schlüssel.',
    user: 'Diese Schlüssel haben vollen Zugriff auf das Konto. Sicherer ist ein Benutzer, der nur die Berechtigungen unten hat.',
  },
  lacksInShort: 'Berechtigungen fehlen',
  lacks:
    'Diesen Schlüsseln fehlen Berechtigungen. Die Ansicht „Konto“ zeigt, welche, und eine Richtlinie, die alle hinzufügt.',
  clockInShort: (seconds) => `Uhr geht ${clockDifference(seconds)}, ausgeglichen`,
  clock: (seconds) => `Die Uhr dieses Computers geht ${clockDifference(seconds)}. Die Seite gleicht das aus.`,
  guide: {
    title: 'Schlüssel für diese Seite erstellen (1 min)',
    quick:
      'Öffnen Sie in der Konsole die AWS CloudShell (das Zeichen >_ in der Leiste), fügen Sie dort diese Zeile ein und fügen Sie dann oben in das Feld ein, was sie ausgibt. Sie legt einen Benutzer an, der nur Boards einrichten und ihre Daten empfangen darf.',
    command: 'Zeile für die AWS CloudShell',
    byHand: 'Oder Schritt für Schritt in der IAM-Konsole:',
    steps: [
      'Öffnen Sie die IAM-Konsole, dann „Benutzer“ und „Benutzer erstellen“. Geben Sie ihm einen Namen; Zugriff auf die Konsole braucht er nicht.',
      'Wählen Sie unter „Berechtigungen“ zuerst „Richtlinien direkt anfügen“, dann „Richtlinie erstellen“ und „JSON“.',
      'Fügen Sie eine der Richtlinien von unten ein, geben Sie ihr einen Namen und fügen Sie sie dem Benutzer an.',
      'Öffnen Sie den Benutzer, dann „Sicherheitsanmeldeinformationen“ und „Zugriffsschlüssel erstellen“ für „Lokaler Code“. Kopieren Sie beide Schlüssel in das Feld oben.',
    ],
    open: 'IAM-Konsole öffnen',
    later:
      'Die Seite kennt Ihre Kontonummer noch nicht, deshalb steht in den Richtlinien 111122223333. Ersetzen Sie das durch Ihre Nummer (in der Konsole oben rechts).',
    policies: {
      provision: 'Nur Provisionieren und Live-Daten',
      watch: 'Nur Live-Daten',
      guide: 'MCHPProvToolAccess aus Microchips Anleitung (weitreichend)',
    },
  },
  view: 'Berechtigungen und Aufräumen',
  missing: 'Fehlende Richtlinien-Anweisung',
  tryInstead: 'Kein Konto? Simulation ausprobieren',
};

export const places: Catalogue['places'] = {
  'us-east-1': 'Nord-Virginia',
  'us-east-2': 'Ohio',
  'us-west-2': 'Oregon',
  'eu-central-1': 'Frankfurt',
  'eu-west-1': 'Irland',
  'eu-west-2': 'London',
  'ap-northeast-1': 'Tokio',
  'ap-northeast-2': 'Seoul',
  'ap-southeast-1': 'Singapur',
  'ap-southeast-2': 'Sydney',
  'cn-north-1': 'Peking',
};
