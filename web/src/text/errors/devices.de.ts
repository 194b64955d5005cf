/** The two ways to a board: the serial port and the debugger’s HID device. */
import type { Errors } from '../shape';
import type { devices as english } from './devices.en';
import { replug } from './remedies.de';

export const devices: Errors<typeof english> = {
  'serial.port_busy': {
    title: 'Ein anderes Programm hält den Port',
    what: 'Das Board ist da, aber ein Terminal, eine IDE oder ein anderer Tab hat seinen seriellen Port geöffnet, oder das System gibt ihn nicht frei.',
    todo: 'Schließen Sie das Programm oder den Tab und fragen Sie noch einmal. Unter Linux muss Ihr Benutzer in der Gruppe „dialout“ sein (siehe unten).',
  },
  'serial.open_failed': {
    title: 'Der Port lässt sich nicht öffnen',
    what: 'Das System hat das Öffnen des seriellen Ports verweigert.',
    todo: 'Unter Linux muss Ihr Benutzer in der Gruppe „dialout“ sein (siehe unten). Unter Windows installieren Sie den Treiber des Boards. Dann verbinden Sie noch einmal.',
  },
  'serial.disconnected': {
    title: 'Das Board ist weg',
    what: 'Die Verbindung zum Board endete{step|}: Das Kabel wurde abgezogen, oder das Board hat neu gestartet.',
    todo: 'Stecken Sie es wieder an: Nichts geht verloren, wir machen dort weiter.',
  },
  'serial.not_open': {
    title: 'Der Port ist geschlossen',
    what: 'Etwas wollte mit dem Board sprechen, während sein Port geschlossen war.',
    todo: replug,
  },
  'serial.read_failed': {
    title: 'Bytes gingen verloren',
    what: 'Der serielle Port meldete einen Leitungsfehler, während wir dem Board zuhörten.',
    todo: 'Machen Sie weiter. Passiert es wieder, versuchen Sie ein anderes Kabel oder eine andere USB-Buchse.',
  },
  'serial.write_failed': {
    title: 'Das Board hat die Daten nicht angenommen',
    what: 'Das Senden an den seriellen Port ist fehlgeschlagen.',
    todo: replug,
  },
  'hid.open_failed': {
    title: 'Der Debugger lässt sich nicht öffnen',
    what: 'Das System hat das Öffnen des Debuggers verweigert: Ein anderes Programm hat ihn, oder Sie dürfen ihn nicht nutzen.',
    todo: 'Schließen Sie andere Programme, die ihn nutzen (MPLAB X, Microchip Studio), und erlauben Sie ihn noch einmal. Unter Linux braucht es eine Regel: siehe unten.',
  },
  'hid.disconnected': {
    title: 'Der Debugger ist weg',
    what: 'Die Verbindung zum Debugger des Boards endete{step|}.',
    todo: 'Stecken Sie das Board wieder an: Nichts geht verloren, wir machen dort weiter.',
  },
};
