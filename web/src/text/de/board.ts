/** Texts of the Board card, of loading firmware by hand, and of the virtual board. */
import type { Catalogue } from '../shape';

export const board: Catalogue['board'] = {
  title: 'Board',
  connect: 'Board verbinden',
  connectAgain: 'Zum Verbinden noch einmal klicken',
  another: 'Anderes Board verbinden',
  again: 'Erneut versuchen',
  useHere: 'Hier verwenden',
  remove: 'Entfernen',
  status: {
    none: 'Nicht verbunden',
    choosing: 'Wartet auf Ihre Auswahl',
    identifying: 'Firmware wird ermittelt',
    ready: 'Bereit',
    busy: 'Arbeitet',
    gone: 'Abgezogen',
    failed: 'Braucht Ihre Hilfe',
    needsDebugger: 'Eine Freigabe fehlt noch',
    foreign: 'Nicht unterstütztes Kit',
    wrongFirmware: 'Braucht eine andere Firmware',
    unknownFirmware: 'Unbekannte Firmware',
    unavailable: 'Hier nicht möglich',
  },
  first:
    'Schließen Sie das Board mit einem USB-Datenkabel an. Der Browser zeigt dann zwei Listen. Wählen Sie in beiden das Board:',
  firstOne:
    'Schließen Sie das Board mit einem USB-Datenkabel an. Der Browser zeigt dann eine Liste. Wählen Sie darin das Board:',
  prompts: {
    port: {
      title: 'Der serielle Port.',
      words: 'Wählen Sie „Curiosity Virtual COM Port“ oder „nEDBG CMSIS-DAP“.',
    },
    debugger: {
      title: 'Der Debugger.',
      words: 'Wählen Sie „nEDBG CMSIS-DAP“. Über ihn programmiert die Seite das Board.',
    },
    usb: { title: 'Das Board.', words: 'Wählen Sie „nEDBG CMSIS-DAP“.' },
  },
  picker: {
    label: (name) => `Die Liste des Browsers. Wählen Sie darin „${name}“, dann „Verbinden“.`,
    titles: {
      port: (host) => `${host} möchte eine Verbindung zu einem seriellen Port herstellen`,
      debugger: (host) => `${host} möchte eine Verbindung zu einem HID-Gerät herstellen`,
      usb: (host) => `${host} möchte eine Verbindung herstellen`,
    },
    connect: 'Verbinden',
  },
  granted: 'Erlaubt.',
  remembered: 'Der Browser merkt sich Ihre Auswahl.',
  debugger: {
    allow: 'Debugger erlauben',
    byHand: 'Ohne ihn weiter',
    instead: 'Doch den Debugger nutzen',
    several:
      'Es sind mehrere Boards angeschlossen, jedes mit eigenem Debugger. Die Seite stellt fest, welcher zu welchem Board gehört, bevor sie etwas ändert.',
  },
  foreign: {
    what: (kit) =>
      kit === ''
        ? 'Dieser Debugger nennt sein Kit nicht. Diese Seite richtet AVR-IoT- und PIC-IoT-Boards ein, WG und WA.'
        : `Dieser Debugger gehört zu einem Board ${kit}. Diese Seite richtet AVR-IoT- und PIC-IoT-Boards ein, WG und WA.`,
    another: 'Anderes Board verbinden',
    byHand: 'Es ist eines davon. Ohne Debugger weiter',
  },
  asking: 'Das dauert einige Sekunden, falls das Board gerade startet.',
  gone: 'Stecken Sie das Board wieder an. Die Seite macht von selbst weiter, und nichts geht verloren. Oder verbinden Sie ein anderes Board.',
  unknown:
    'Das Board antwortet, aber darauf läuft weder die Provisioning- noch die Demo-Firmware. Laden Sie die Provisioning-Firmware, um weiterzumachen.',
  replaced:
    'Auf dem Board ist ein anderes Programm, oder nur ein halbes, und es antwortet dieser Seite nicht. Beim Provisionieren wird es ersetzt.',
  name: 'Name',
  nameHint: 'Bleibt in diesem Browser. Leer lassen für den Namen der Seite.',
  choose: 'Boards',
  blink: 'LEDs blinken lassen',
  forget: 'Dieses Board trennen',
  atWork:
    'Solange das Board arbeitet, lässt es sich nicht trennen. Warten Sie, oder brechen Sie den Vorgang ab.',
  firmware: { provisioning: 'Provisioning', demo: 'Demo', unknown: 'unbekannte Firmware', none: '' },
  facts: {
    kit: 'Kit',
    serial: 'Seriennummer',
    mcu: 'Mikrocontroller',
    debugger: 'Debugger',
    firmware: 'Firmware',
    module: 'WLAN-Modul',
    secureElement: 'Secure Element',
    thing: 'Thing-Name im Board',
    endpoint: 'Endpunkt im Board',
  },
  tools: 'Untersuchen, reparieren, zurücksetzen',
  tryInstead: 'Kein Board? Virtuelles ausprobieren',
};

export const firmware: Catalogue['firmware'] = {
  toProvision: 'Zum Provisionieren muss auf dem Board die Provisioning-Firmware laufen.',
  toDemo: 'Das Board ist provisioniert. Jetzt braucht es die Demo-Firmware, die misst und sendet.',
  steps: {
    download: 'Laden Sie das Image herunter.',
    drag: 'Ziehen Sie die Datei auf das Laufwerk CURIOSITY, das sich wie ein USB-Stick zeigt.',
    wait: 'Warten Sie. Die Seite bemerkt die neue Firmware und macht weiter.',
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
