/** The Board card, the firmware that it asks for, and the virtual board. */
import type { Catalogue } from '../shape';

export const board: Catalogue['board'] = {
  title: 'Board',
  connect: 'Board verbinden',
  another: 'Anderes Board verbinden',
  again: 'Noch einmal fragen',
  remove: 'Entfernen',
  status: {
    none: 'Nicht verbunden',
    choosing: 'Wartet auf Ihre Auswahl',
    identifying: 'Fragt das Board nach seiner Firmware',
    ready: 'Bereit',
    busy: 'Arbeitet',
    gone: 'Abgezogen',
    failed: 'Braucht Ihre Hilfe',
    needsDebugger: 'Noch eine Erlaubnis',
    foreign: 'Ein anderes Kit',
    wrongFirmware: 'Braucht eine andere Firmware',
    unknownFirmware: 'Unbekannte Firmware',
    unavailable: 'Hier nicht möglich',
  },
  first:
    'Schließen Sie das Board mit einem USB-Datenkabel an. Der Browser fragt dann zweimal, was diese Seite nutzen darf:',
  firstOne:
    'Schließen Sie das Board mit einem USB-Datenkabel an. Der Browser fragt dann, was diese Seite nutzen darf:',
  prompts: {
    port: {
      title: 'Der serielle Port.',
      words: 'Wählen Sie „Curiosity Virtual COM Port“ oder „nEDBG CMSIS-DAP“.',
    },
    debugger: {
      title: 'Der Debugger.',
      words: 'Wählen Sie „nEDBG CMSIS-DAP“. Damit lädt die Seite die Firmware selbst.',
    },
    usb: { title: 'Das Board.', words: 'Wählen Sie „nEDBG CMSIS-DAP“.' },
  },
  granted: 'Erlaubt.',
  remembered: 'Beim nächsten Mal fragt er nicht.',
  debugger: {
    allow: 'Debugger erlauben',
    byHand: 'Ohne ihn weiter',
    instead: 'Doch den Debugger nutzen',
    several:
      'Mehrere Boards sind angeschlossen, jedes hat seinen eigenen Debugger. Welcher zu welchem gehört, klärt die Seite, bevor sie etwas ändert.',
  },
  foreign: {
    what: (kit) =>
      kit === ''
        ? 'Der Debugger hier sagt nicht, auf welchem Kit er sitzt. Diese Seite richtet AVR-IoT- und PIC-IoT-Boards ein, WG und WA.'
        : `Der Debugger hier gehört zu ${kit}. Diese Seite richtet AVR-IoT- und PIC-IoT-Boards ein, WG und WA.`,
    another: 'Anderes Board verbinden',
    byHand: 'Es ist eines davon: ohne seinen Debugger weiter',
  },
  asking: 'Das dauert einige Sekunden: Vielleicht startet das Board gerade.',
  gone: 'Stecken Sie es wieder an: Die Seite macht von selbst weiter, nichts geht verloren. Oder ist ein anderes Board an der Reihe?',
  unknown:
    'Etwas antwortet, aber weder die Provisioning- noch die Demo-Firmware. Laden Sie die Provisioning-Firmware, dann geht es weiter.',
  choose: 'Boards',
  forget: 'Dieses Board trennen',
  atWork: 'Solange es arbeitet, lässt es sich nicht trennen: Warten Sie, oder halten Sie die Arbeit an.',
  firmware: { provisioning: 'Provisioning', demo: 'Demo', unknown: 'unbekannte Firmware', '': '' },
  facts: {
    kit: 'Kit',
    mcu: 'Mikrocontroller',
    debugger: 'Debugger',
    firmware: 'Firmware',
    module: 'WLAN-Modul',
    secureElement: 'Secure Element',
    thing: 'Thing-Name im Board',
    endpoint: 'Endpunkt im Board',
  },
  tools: 'Hineinsehen, reparieren, zurücksetzen',
  tryInstead: 'Kein Board zur Hand? Nehmen Sie ein virtuelles',
};

export const firmware: Catalogue['firmware'] = {
  toProvision: 'Zum Provisionieren muss auf dem Board die Provisioning-Firmware laufen.',
  toDemo: 'Das Board ist provisioniert. Jetzt braucht es die Demo-Firmware, die misst und sendet.',
  steps: {
    download: 'Laden Sie das Image herunter.',
    drag: 'Ziehen Sie die Datei auf das Laufwerk CURIOSITY, das sich wie ein USB-Stick zeigt.',
    wait: 'Warten Sie: Die Seite bemerkt die neue Firmware und macht weiter.',
  },
  download: { provisioning: 'Provisioning-Image laden für', demo: 'Demo-Image laden für' },
  looking: 'Wartet auf die neue Firmware …',
  licence: 'Microchips Image, MIT-Lizenz',
};

export const simulation: Catalogue['simulation'] = {
  banner: 'Simulation',
  explain: 'Ein virtuelles Board und ein virtuelles Konto, nur in diesem Tab. Nichts erreicht AWS.',
  leave: 'Simulation verlassen',
  boardTitle: 'Virtuelles Board',
  unplug: 'Kabel abziehen',
  replug: 'Kabel anstecken',
  drop: {
    provisioning: 'Provisioning-Image auf das Laufwerk ziehen',
    demo: 'Demo-Image auf das Laufwerk ziehen',
  },
  plug: 'Virtuelles Board anstecken',
  another: 'Weiteres virtuelles Board anstecken',
  signIn: 'Simuliertes Konto nutzen',
};
