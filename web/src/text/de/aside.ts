/** Die Texte der Ansichten, die ein Link öffnet. */
import type { Language } from '../shape';

export const support: Language['support'] = {
  title: 'Support-Datei',
  words:
    'Zeigt jemandem, der Ihnen hilft, was geschehen ist: Versionen, Browser, Boards, Vorgänge mit ihren Zeiten, Fehler und das Protokoll. Sie bleibt auf diesem Computer, bis Sie sie weitergeben.',
  replaced:
    'Namen und Nummern von Konto, Boards, Netzen und Benutzern sind durch Wörter wie „account-1“ ersetzt. Schlüssel, Passwörter und die Nachrichten Ihrer Boards stehen nicht darin. Lesen Sie die Datei, bevor Sie sie weitergeben.',
  label: 'Inhalt der Support-Datei',
  collecting: 'Wird zusammengestellt …',
  save: 'Datei speichern',
  again: 'Neu zusammenstellen',
};

export const check: Language['check'] = {
  title: 'Hardware-Test',
  words:
    'Probiert jedes Teil eines angeschlossenen Boards aus, fragt Sie, was Sie sehen, und schreibt einen Bericht, den Sie in ein Issue stellen können. Das dauert etwa zwei Minuten.',
  does: [
    'Er startet das Board neu, lässt seine LEDs blinken und liest sein Secure Element und sein WLAN-Modul aus.',
    'Dafür lädt er die Provisionier-Firmware von Microchip und danach die Demo-Firmware, egal welches Programm vorher lief.',
    'Schlüssel, Zertifikate und WLAN-Einstellungen bleiben auf dem Board. Nichts geht an AWS.',
  ],
  ownProgram: 'Das Programm auf diesem Board darf verloren gehen',
  ownProgramWords:
    'Auf diesem Board läuft ein Programm, das die Seite nicht kennt. Sie kann es nicht wiederherstellen. Der Test ersetzt es durch die Demo-Firmware von Microchip.',
  restores: 'Zum Schluss auch den Auslieferungszustand herstellen',
  restoresWords:
    'Das entfernt Zertifikate und Endpunkt Ihres Kontos vom Board. Danach müssen Sie es neu provisionieren.',
  noBoard: 'Verbinden Sie zuerst ein Board.',
  toSetup: 'Zum Einrichten',
  busy: 'Das Board ist beschäftigt.',
  start: 'Test starten',
  again: 'Noch einmal testen',
  stop: 'Test anhalten',
  parts: {
    port: 'Anschluss und Firmware',
    debugger: 'Debugger',
    label: 'Aufgedruckter Name',
    lights: 'LEDs blinken',
    programming: 'Programmieren',
    commands: 'Befehle der Provisionier-Firmware',
    secure_element: 'Secure Element',
    module: 'WLAN-Modul',
    demo: 'Demo-Firmware zurückgeladen',
    pattern: 'LEDs der Demo-Firmware',
    sensors: 'Sensoren',
    restore: 'Auslieferungszustand herstellen',
  },
  verdicts: {
    waiting: 'Wartet',
    running: 'Läuft',
    passed: 'Bestanden',
    failed: 'Fehlgeschlagen',
    skipped: 'Nicht geprüft',
  },
  reasons: {
    no_debugger: 'Der Debugger ist nicht verbunden.',
    not_needed: 'Es war nicht nötig.',
    not_reached: 'So weit kam der Test nicht.',
    not_live: 'Dazu muss das Board eingerichtet sein und Daten an diese Seite senden.',
    not_chosen: 'Sie haben es nicht gewählt.',
    not_known: 'Das Board meldet seinen Namen nicht.',
  },
  questions: {
    label: 'Welcher Name steht auf dem Board?',
    lights: 'Haben die LEDs des Boards geblinkt oder sind sie aus- und wieder angegangen?',
    pattern: 'Was machen die LEDs jetzt?',
    sensors: 'Decken Sie den Lichtsensor mit einem Finger ab. Ändert sich der Wert von „Light“?',
  },
  answers: { yes: 'Ja', no: 'Nein', again: 'Noch einmal zeigen', other: 'Ein anderer Name' },
  result: (passed, failed, skipped) =>
    `${passed} bestanden, ${failed} fehlgeschlagen, ${skipped} nicht geprüft`,
  remarks: 'Was haben Sie sonst noch gesehen?',
  report: 'Bericht',
  reportWords: 'Namen und Nummern von Board, Konto und Netz sind durch Wörter wie „serial-1“ ersetzt.',
  save: 'Bericht speichern',
};
