/** Errors of the serial port and of the debugger’s HID device. */
import type { Errors } from '../shape';
import type { devices as english } from './devices.en';
import { replug } from './remedies.de';

export const devices: Errors<typeof english> = {
  'serial.port_busy': {
    title: 'Ein anderes Programm nutzt den Port',
    what: 'Ein Terminal, eine IDE oder ein anderer Tab hat den seriellen Port des Boards geöffnet, oder das System gibt ihn nicht frei.',
    todo: 'Schließen Sie das Programm oder den Tab und versuchen Sie es erneut. Unter Linux warten Sie nach dem Anstecken zehn Sekunden und richten Sie die udev-Regel unten ein.',
  },
  'serial.open_failed': {
    title: 'Der Port lässt sich nicht öffnen',
    what: 'Das System hat das Öffnen des seriellen Ports verweigert.',
    todo: 'Unter Linux richten Sie die udev-Regel unten ein. Unter Windows installieren Sie den Treiber des Boards. Dann verbinden Sie noch einmal.',
  },
  'serial.disconnected': {
    title: 'Das Board wurde abgezogen',
    what: 'Die Verbindung zum Board endete{step|}.',
    todo: 'Stecken Sie das Board wieder an und machen Sie dort weiter. Nichts geht verloren.',
  },
  'serial.unresponsive': {
    title: 'Der Browser öffnet den Port nicht',
    what: 'Der Browser sollte den seriellen Port des Boards öffnen und antwortet seit einigen Sekunden nicht.',
    todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an. Passiert es wieder, schließen Sie alle Fenster des Browsers und starten ihn neu.',
  },
  'serial.not_open': {
    title: 'Der Port ist geschlossen',
    what: 'Die Seite wollte mit dem Board sprechen, während sein Port geschlossen war.',
    todo: replug,
  },
  'serial.read_failed': {
    title: 'Der serielle Port hat Daten verloren',
    what: 'Der serielle Port meldete einen Leitungsfehler, während die Seite vom Board las.',
    todo: 'Machen Sie weiter. Tritt der Fehler wieder auf, versuchen Sie ein anderes Kabel oder eine andere USB-Buchse.',
  },
  'serial.write_failed': {
    title: 'Der serielle Port kann nicht senden',
    what: 'Das Senden an den seriellen Port ist fehlgeschlagen.',
    todo: replug,
  },
  'hid.open_failed': {
    title: 'Der Debugger lässt sich nicht öffnen',
    what: 'Das System hat das Öffnen des Debuggers verweigert: Ein anderes Programm hat ihn, oder Sie dürfen ihn nicht nutzen.',
    todo: 'Schließen Sie andere Programme, die ihn nutzen (MPLAB X, Microchip Studio), und erlauben Sie ihn noch einmal. Unter Linux richten Sie die udev-Regel unten ein.',
  },
  'hid.unresponsive': {
    title: 'Der Browser erreicht den Debugger nicht',
    what: 'Der Browser sollte mit dem Debugger des Boards sprechen und antwortet seit einigen Sekunden nicht.',
    todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an. Passiert es wieder, schließen Sie alle Fenster des Browsers und starten ihn neu.',
  },
  'hid.disconnected': {
    title: 'Der Debugger wurde abgezogen',
    what: 'Die Verbindung zum Debugger des Boards endete{step|}.',
    todo: 'Stecken Sie das Board wieder an und machen Sie dort weiter. Nichts geht verloren.',
  },
};
