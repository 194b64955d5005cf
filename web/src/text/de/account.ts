/** The AWS account card, and where AWS’s regions are. Names of the AWS console as they are in German. */
import type { Catalogue } from '../shape';
import { clockDifference } from './format';

export const account: Catalogue['account'] = {
  title: 'AWS-Konto',
  status: {
    empty: 'Noch keine Schlüssel',
    checking: 'Fragt AWS',
    good: 'Verbunden',
    refused: 'Abgelehnt',
    unavailable: 'Hier nicht möglich',
  },
  promise: 'Die Schlüssel bleiben im Speicher dieses Tabs. Sie werden nicht abgelegt und gehen nur an AWS.',
  paste: 'Schlüssel einfügen',
  pasteHint: 'Umgebungsvariablen, INI-Profil, CSV oder JSON: wie AWS sie Ihnen gegeben hat',
  or: 'oder eintippen',
  keyId: 'Zugriffsschlüssel-ID',
  secret: 'Geheimer Zugriffsschlüssel',
  token: 'Sitzungstoken',
  tokenHint: 'falls temporär',
  region: 'Region',
  check: 'Schlüssel prüfen',
  checkRegion: 'In dieser Region prüfen',
  watchingStops:
    'Damit endet das Beobachten: Ein Thing gehört zu einer Region. Die bisher gezeigten Daten entfallen.',
  again: (ending) => `Schlüssel …${ending} noch einmal prüfen`,
  forget: 'Jetzt vergessen',
  forms: {
    environment_bash: 'Umgebungsvariablen',
    environment_powershell: 'Umgebungsvariablen für PowerShell',
    environment_cmd: 'Umgebungsvariablen für Windows',
    ini_profile: 'ein INI-Profil',
    console_csv: 'die CSV-Datei der Konsole',
    json: 'JSON',
    bare_lines: 'einfache Zeilen',
  },
  pasteWarnings: {
    several_profiles: 'Es sind mehrere Profile darin; das genannte wird verwendet.',
    several_keys: 'Es sind mehrere Schlüssel darin; der erste wird verwendet.',
    token_dropped: 'Das Sitzungstoken wurde weggelassen: Ein dauerhafter Schlüssel hat keines.',
    region_not_supported: 'Die Region darin unterstützen die Boards nicht; es gilt die unten gewählte.',
  },
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
    root: 'Das sind Schlüssel des Root-Benutzers: Sie dürfen alles, und es sollte sie nicht geben. Legen Sie hierfür einen eigenen Benutzer an (siehe unten) und löschen Sie sie.',
    user: 'Diese Schlüssel dürfen alles im Konto. Ein Benutzer mit nur den Berechtigungen unten ist sicherer.',
  },
  clockInShort: (seconds) => `Uhr geht ${clockDifference(seconds)}, ausgeglichen`,
  clock: (seconds) => `Die Uhr dieses Computers geht ${clockDifference(seconds)}. Wir gleichen das aus.`,
  guide: {
    title: 'So legen Sie einen Benutzer dafür an',
    steps: [
      'Öffnen Sie die IAM-Konsole, dann „Benutzer“ und „Benutzer erstellen“. Geben Sie ihm einen Namen; Zugriff auf die Konsole braucht er nicht.',
      'Wählen Sie unter „Berechtigungen“ zuerst „Richtlinien direkt anfügen“, dann „Richtlinie erstellen“ und „JSON“.',
      'Fügen Sie eine der Richtlinien von unten ein, geben Sie ihr einen Namen und fügen Sie sie dem Benutzer an.',
      'Öffnen Sie den Benutzer, dann „Sicherheitsanmeldeinformationen“ und „Zugriffsschlüssel erstellen“ für „Lokaler Code“. Kopieren Sie beide Teile in das Feld oben.',
    ],
    open: 'IAM-Konsole öffnen',
    later:
      'Solange Ihr Konto hier nicht bekannt ist, steht in den Richtlinien 111122223333: Setzen Sie dort Ihre Kontonummer ein (in der Konsole oben rechts).',
    policies: {
      provision: 'Provisionieren und beobachten, sonst nichts',
      watch: 'Nur beobachten',
      guide: 'MCHPProvToolAccess aus Microchips Anleitung (weitreichend)',
    },
  },
  missing: 'Die Richtlinie, die es erlaubt',
  tryInstead: 'Kein Konto? In der Simulation ausprobieren',
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
