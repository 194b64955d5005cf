/** Behind disclosures: the inspector, the trusted roots, own firmware, restore, the certificate authority. */
import type { Language } from '../shape';

export const tools: Language['tools'] = {
  puts: 'Währenddessen läuft auf dem Board die Provisioning-Firmware, danach die Demo-Firmware.',
  stop: 'Anhalten',
  inspect: {
    title: 'Hineinsehen',
    words: 'Liest, wer das Board ist und was in ihm gespeichert ist. Nichts wird geändert.',
    button: 'Hineinsehen',
    secureElement: 'Secure Element',
    module: 'WLAN-Modul',
    moduleWords: (firmware, required) => `Firmware ${firmware} (gut ab ${required})`,
    thing: 'Thing-Name',
    endpoint: 'Endpunkt',
    none: 'nicht vorhanden',
    certificates: 'Zertifikate im WLAN-Modul',
    delivered: 'Zertifikate der Auslieferung',
    key: 'Schlüssel',
    keyMatches: 'das Gerätezertifikat gilt für den Schlüssel im Secure Element',
    keyDiffers: 'das Gerätezertifikat gilt für einen anderen Schlüssel als den im Secure Element',
    chainOk: 'vom nächsten signiert',
    chainBroken: 'nicht vom nächsten signiert',
    issuer: 'ausgestellt von',
    valid: (from, to) => (to === '' ? `ab ${from}, ohne Ende` : `${from} bis ${to}`),
  },
  roots: {
    title: 'Root-Zertifikate',
    words:
      'Das Board verbindet sich nur mit Servern, deren Zertifikate zu einem von diesen führen. AWS IoT braucht Amazon Root CA 3.',
    check: 'Root-Zertifikate prüfen',
    status: {
      good: 'Das Root-Zertifikat von AWS IoT ist da.',
      repairable:
        'Das Root-Zertifikat von AWS IoT fehlt oder ist abgelaufen. Es lässt sich ergänzen; die anderen bleiben.',
      damaged:
        'Der Speicher ist beschädigt. Er lässt sich neu anlegen, nur mit dem Root-Zertifikat von AWS IoT.',
      empty: 'Es gibt keine Root-Zertifikate. Ein Speicher mit dem von AWS IoT lässt sich anlegen.',
    },
    missing: (names) => `Es fehlt: ${names}.`,
    repair: 'Reparieren',
    save: 'Kopie sichern',
    write: 'Kopie zurückschreiben …',
    until: (date) => (date === '' ? 'ohne Ende' : `bis ${date}`),
    keys: { rsa: 'RSA', ec: 'EC' },
  },
  images: {
    title: 'Firmware',
    words: 'Was die Seite in das Board lädt. Microchips Images werden geprüft, bevor etwas gelöscht wird.',
    names: { provisioning: 'Provisioning', demo: 'Demo' },
    own: 'Ihre eigene Datei',
    vendor: (version) => `von Microchip, ${version}`,
    choose: 'Eigene Datei nutzen …',
    back: 'Wieder Microchips nutzen',
    caution:
      'An einer eigenen Datei wird nur die Form geprüft: Stellen Sie sicher, dass sie für dieses Board ist und dasselbe Protokoll spricht.',
  },
  restore: {
    title: 'Zurück zum Auslieferungszustand',
    words:
      'Stellt die Zertifikate von Microchips Sandbox wieder her (aus dem Secure Element), löscht den Endpunkt und lädt die Demo-Firmware. Ihr AWS-Konto bleibt unberührt: Das Thing und sein Zertifikat bleiben dort.',
    button: 'Board zurücksetzen …',
    sure: 'Ja, zurücksetzen',
    no: 'So lassen, wie es ist',
    done: 'Das Board ist wie ausgeliefert.',
  },
};

export const authority: Language['authority'] = {
  title: 'Zertifizierungsstelle',
  page: 'Diese Seite hat eine eigene Zertifizierungsstelle angelegt, im Speicher; mit dem Tab ist sie weg. Die Boards laufen auch ohne sie. Behalten Sie sie, wenn Sie weitere Boards unter derselben möchten.',
  own: 'Jetzt beglaubigt Ihre eigene Zertifizierungsstelle die Boards.',
  caution:
    'Die Dateien enthalten ihre privaten Schlüssel: Wer sie hat, kann in ihrem Namen Zertifikate ausstellen. Bewahren Sie sie dort auf, wo Sie Passwörter aufbewahren.',
  format: 'Sie sind der Ordner .microchip-iot, wie ihn Microchips iotprovision anlegt.',
  save: 'Dateien sichern (ZIP)',
  file: 'Gesichertes ZIP nutzen …',
  folder: 'Ordner nutzen …',
};

export const diagnosis: Language['diagnosis'] = {
  looking: 'Vergleicht, was das Board und Ihr Konto sagen …',
  look: 'Ursache suchen',
  again: 'Noch einmal suchen',
  likely: 'Am wahrscheinlichsten',
  findings: 'Was geprüft wurde',
  log: 'Was das Board sagte',
  ok: 'gut',
  bad: 'nicht gut',
  unknown: 'nicht zu sehen',
};
