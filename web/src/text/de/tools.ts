/** Texts that are fetched when a disclosure opens: inspection, root certificates, own firmware, restore, certificate authority, diagnosis. */
import type { Language } from '../shape';

export const tools: Language['tools'] = {
  puts: 'Dafür wird die Provisioning-Firmware geladen, danach wieder die Demo-Firmware.',
  check:
    'Probiert jedes Teil des Boards aus, fragt Sie, was Sie sehen, und schreibt einen Bericht für ein Issue.',
  stop: 'Stoppen',
  inspect: {
    title: 'Board untersuchen',
    words: 'Liest, welches Board es ist und was darauf gespeichert ist. Nichts wird geändert.',
    button: 'Untersuchen',
    secureElement: 'Secure Element',
    module: 'WLAN-Modul',
    moduleWords: (firmware, required) => `Firmware ${firmware} (empfohlen: ab ${required})`,
    thing: 'Thing-Name',
    endpoint: 'Endpunkt',
    none: 'nicht vorhanden',
    certificates: 'Zertifikate im WLAN-Modul',
    delivered: 'Werkszertifikate',
    key: 'Schlüssel',
    keyMatches: 'das Gerätezertifikat gilt für den Schlüssel im Secure Element',
    keyDiffers: 'das Gerätezertifikat gilt für einen anderen Schlüssel als den im Secure Element',
    chainOk: 'vom nächsten Zertifikat signiert',
    chainBroken: 'nicht vom nächsten Zertifikat signiert',
    issuer: 'ausgestellt von',
    valid: (from, to) => (to === '' ? `ab ${from}, unbefristet` : `${from} bis ${to}`),
  },
  roots: {
    title: 'Root-Zertifikate',
    words:
      'Das Board verbindet sich nur mit Servern, deren Zertifikate auf eines von diesen zurückgehen. AWS IoT braucht Amazon Root CA 3.',
    check: 'Root-Zertifikate prüfen',
    status: {
      good: 'Das Root-Zertifikat für AWS IoT ist vorhanden.',
      repairable:
        'Das Root-Zertifikat für AWS IoT fehlt oder ist abgelaufen. „Reparieren“ ergänzt es und behält die anderen.',
      damaged:
        'Der Speicher ist beschädigt. „Reparieren“ ersetzt ihn durch einen, der nur das Root-Zertifikat für AWS IoT enthält.',
      empty: 'Es gibt keine Root-Zertifikate. „Reparieren“ schreibt das für AWS IoT.',
    },
    missing: (names) => `Es fehlt: ${names}.`,
    repair: 'Reparieren',
    save: 'Kopie sichern',
    write: 'Kopie zurückschreiben …',
    until: (date) => (date === '' ? 'unbefristet' : `bis ${date}`),
    keys: { rsa: 'RSA', ec: 'EC' },
  },
  images: {
    title: 'Firmware',
    words:
      'Die Images, die die Seite programmiert. Microchips Images werden geprüft, bevor etwas gelöscht wird.',
    names: { provisioning: 'Provisioning', demo: 'Demo' },
    own: 'Ihre eigene Datei',
    vendor: (version) => `von Microchip, ${version}`,
    choose: 'Eigene Datei nutzen …',
    back: 'Wieder Microchips Image nutzen',
    caution:
      'Bei einer eigenen Datei prüft die Seite nur das Format. Stellen Sie sicher, dass die Datei für dieses Board ist und dasselbe Protokoll spricht.',
  },
  restore: {
    title: 'Auslieferungszustand wiederherstellen',
    words:
      'Stellt die Zertifikate von Microchips Sandbox wieder her (aus dem Secure Element), löscht den Endpunkt und lädt die Demo-Firmware. Ihr AWS-Konto wird nicht geändert: Das Thing und sein Zertifikat bleiben dort.',
    button: 'Board zurücksetzen …',
    sure: 'Ja, zurücksetzen',
    no: 'So lassen',
    done: 'Das Board ist wie ausgeliefert.',
  },
};

export const authority: Language['authority'] = {
  title: 'Zertifizierungsstelle',
  page: 'Diese Seite hat im Speicher eine Zertifizierungsstelle angelegt. Sie ist weg, sobald Sie den Tab schließen; die Boards laufen auch ohne sie. Sichern Sie sie, wenn sie weitere Boards zertifizieren soll.',
  saved:
    'Sie haben die Zertifizierungsstelle dieser Seite gesichert. Laden Sie die Dateien hier, um später weitere Boards zu zertifizieren.',
  own: 'Die Seite zertifiziert Boards jetzt mit Ihrer eigenen Zertifizierungsstelle.',
  browser:
    'Die Zertifizierungsstelle liegt in diesem Browser, verschlossen mit der Passphrase. Boards, die Sie einrichten, kommen dazu.',
  inFolder: 'Die Zertifizierungsstelle liegt in Ihrem Ordner. Boards, die Sie einrichten, kommen dazu.',
  locked:
    'In diesem Browser liegt eine Zertifizierungsstelle. Öffnen Sie sie, um Boards mit ihr zu zertifizieren.',
  passphrase: 'Passphrase',
  unlock: 'Öffnen',
  forget: 'Aus diesem Browser löschen',
  sure: 'Löschen: Mit ihr lassen sich dann keine Boards mehr zertifizieren',
  no: 'Behalten',
  keepInBrowser: 'In diesem Browser behalten',
  keepInFolder: 'In einem Ordner behalten …',
  written:
    'Schreiben Sie diese Passphrase jetzt auf. Sie wird nur einmal gezeigt, und ohne sie kann niemand die Zertifizierungsstelle öffnen. Sichern Sie auch die Dateien, falls die Daten dieses Browsers gelöscht werden.',
  caution:
    'Die Dateien enthalten die privaten Schlüssel der Zertifizierungsstelle. Wer sie hat, kann in ihrem Namen Zertifikate ausstellen. Bewahren Sie sie auf wie Passwörter.',
  format: 'Die Dateien sind aufgebaut wie der Ordner .microchip-iot von Microchips iotprovision.',
  save: 'Dateien sichern (ZIP)',
  file: 'Gesichertes ZIP nutzen …',
  folder: 'Ordner nutzen …',
};

export const methods: Language['methods'] = {
  when: {
    mar: 'Für wenige Boards: Die Seite registriert jedes Board selbst, und Ihre Schlüssel brauchen die wenigsten Rechte.',
    jitr: 'Für viele Boards: Einmal vorbereitet, registriert Ihr Konto jedes Ihrer Boards selbst, sobald es sich zum ersten Mal verbindet.',
  },
  creates:
    'JITR (Just-in-time-Registrierung) bereitet Ihr Konto einmal vor: Es legt den Stack MCHPStack an (eine Lambda-Funktion, ihre Rolle und eine Regel) und registriert Ihre Zertifizierungsstelle. Ihre Schlüssel brauchen die Rechte dafür.',
  keep: 'Sichern Sie zuerst die Zertifizierungsstelle. Ohne sie können Sie keine weiteren Boards einrichten, und AWS nimmt nur zehn gleichen Namens an.',
};

export const repair: Language['repair'] = {
  faults: {
    other_version:
      'Der Stack MCHPStack Ihres Kontos hat die Funktion einer anderen Version dieser Seite. Er registriert Boards. Ersetzen Sie ihn, wenn diese Seite die neuere ist.',
    vendors:
      'Der Stack MCHPStack Ihres Kontos ist der von Microchips Werkzeug. Seine Funktion weist Boards ab, die vorher mit MAR eingerichtet wurden, und braucht Python 3.9, das AWS abschaltet.',
    vendors_without_function:
      'Der Stack MCHPStack Ihres Kontos ist der von Microchips Werkzeug, aber ohne die Funktion, die Boards registriert. Er scheitert bei jedem Board.',
    foreign:
      'Ihr Konto hat einen Stack MCHPStack, den weder diese Seite noch Microchips Werkzeug angelegt hat. Klären Sie, wem er gehört, bevor Sie ihn ersetzen.',
    failed: 'Der Stack MCHPStack Ihres Kontos ist nicht fertig geworden. Er lässt sich nur ersetzen.',
    authority_elsewhere:
      'Ein anderes Konto dieser Region hat Ihre Zertifizierungsstelle. In AWS können sich mehrere Konten eine teilen (Modus SNI_ONLY).',
  },
  leave: 'Nicht jetzt',
  offers: {
    replaceStack: {
      ask: 'Stack ersetzen…',
      consequence:
        'Die Seite löscht den Stack mit Funktion, Rolle und Regel und legt ihren eigenen an. Das dauert etwa zwei Minuten. Bereits registrierte Boards arbeiten weiter.',
      confirm: 'Ersetzen',
      running: 'Der Stack wird ersetzt… AWS braucht dafür etwa zwei Minuten.',
      done: 'Der Stack wurde ersetzt.',
    },
    shareAuthority: {
      ask: 'Zertifizierungsstelle teilen…',
      consequence:
        'Die Seite registriert die Zertifizierungsstelle in Ihrem Konto im Modus SNI_ONLY. Das andere Konto behält sie. An AWS selbst ist dieser Weg noch nicht erprobt.',
      confirm: 'Teilen',
      running: 'Die Zertifizierungsstelle wird registriert…',
      done: 'Die Zertifizierungsstelle ist registriert. Machen Sie weiter.',
    },
  },
};

export const registration: Language['registration'] = {
  status: {
    not_seen:
      'Das Board ist bereit. AWS registriert es bei seiner ersten Verbindung; Sie können es ausstecken.',
    seen: 'AWS hat das Board gesehen und registriert es. Danach verbindet es sich von selbst erneut.',
    registered: 'AWS hat das Board registriert.',
  },
  missing: (effect) =>
    `Das dauert länger als üblich: ${effect}. Das Board versucht es alle paar Sekunden erneut. Bleibt es so, lesen Sie das Protokoll der Funktion von MCHPStack in CloudWatch.`,
  effects: {
    policy: 'Ihr Konto hat keine Richtlinie zt_policy mit dem erwarteten Inhalt',
    thing_type: 'die Funktion hat den Thing-Typ nicht angelegt',
    thing: 'die Funktion hat das Thing nicht angelegt',
    policy_attachment: 'die Funktion hat die Richtlinie nicht an das Zertifikat gehängt',
    thing_attachment: 'die Funktion hat das Zertifikat nicht an das Thing gehängt',
    activation: 'die Funktion hat das Zertifikat nicht aktiviert',
  },
  unread: (action) =>
    `Das dauert länger als üblich. Ihren Schlüsseln fehlt ${action}, deshalb sieht die Seite nicht, was fehlt.`,
};

export const diagnosis: Language['diagnosis'] = {
  looking: 'Board und Konto werden verglichen …',
  look: 'Ursache suchen',
  again: 'Erneut prüfen',
  likely: 'Wahrscheinlichste Ursache',
  findings: 'Was geprüft wurde',
  log: 'Ausgabe des Boards',
  ok: 'in Ordnung',
  bad: 'nicht in Ordnung',
  unknown: 'nicht prüfbar',
  see: {
    title: 'Was sehen Sie?',
    hint: 'Wählen Sie, was die LEDs des Boards tun.',
    patterns: {
      joining: {
        looks: 'Blau blinkt',
        means: 'Das Board kommt nicht ins WLAN.',
        todo: 'Prüfen Sie in der Karte WLAN den Namen und das Passwort, und senden Sie beides noch einmal. Das Netz muss 2,4 GHz haben; in ein reines 5-GHz-Netz kommt das Board nicht.',
      },
      other_network: {
        looks: 'Blau und Grün blinken',
        means: 'Das Board hat keine WLAN-Daten und versucht es mit dem Netz, das ab Werk eingestellt ist.',
        todo: 'Senden Sie die WLAN-Daten noch einmal.',
      },
      connecting: {
        looks: 'Blau leuchtet, Grün blinkt oder ist aus',
        means: 'Das Board ist im WLAN, erreicht aber AWS nicht.',
        todo: 'Das Netz muss Port 8883 durchlassen; Gast- und Firmennetze sperren ihn oft. Ist er offen, fehlt dem Board vielleicht ein Root-Zertifikat: siehe Board → Untersuchen, reparieren, zurücksetzen → Root-Zertifikate.',
      },
      sending: {
        looks: 'Grün leuchtet, Gelb blinkt',
        means: 'Das Board sendet, aber diese Seite empfängt nichts.',
        todo: 'Geben Sie dem Benutzer in IAM die Richtlinie „Nur Live-Daten“ aus der Karte AWS-Konto.',
      },
      error: {
        looks: 'Rot leuchtet',
        means: 'Die Demo-Firmware meldet ein Problem mit der Hardware oder den Einstellungen.',
        todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an. Leuchtet Rot weiter, provisionieren Sie das Board noch einmal.',
      },
      dark: {
        looks: 'Alle vier sind aus',
        means: 'Die Demo-Firmware läuft nicht.',
        todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an. Bleiben die LEDs aus, provisionieren Sie das Board noch einmal; dabei wird die Firmware neu programmiert.',
      },
    },
  },
};
