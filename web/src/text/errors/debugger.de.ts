/** Errors of the board's debugger, of the microcontroller behind it, and of firmware images. */
import type { Errors } from '../shape';
import type { debugger_ as english } from './debugger.en';

const otherProgram =
  'Schließen Sie andere Programme und Tabs, die den Debugger nutzen (MPLAB X, Microchip Studio), ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.';
const replugAndProgramAgain =
  'Ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter: Das Programmieren beginnt von vorn, nichts geht verloren.';
const choose = 'Wählen Sie eine andere Datei oder kehren Sie zu Microchips Image zurück.';
const linkOnly = 'Sie können weitermachen: Nur der Link auf dem Laufwerk CURIOSITY hängt davon ab.';

export const debugger_: Errors<typeof english> = {
  'debugger.no_answer': {
    title: 'Der Debugger antwortet nicht',
    what: 'Der Debugger des Boards hat einen Befehl angenommen und antwortet seitdem nicht.',
    todo: otherProgram,
  },
  'debugger.bad_answer': {
    title: 'Der Debugger hat falsch geantwortet',
    what: 'Die Antwort gehört nicht zur Frage: Vielleicht spricht auch ein anderes Programm mit ihm.',
    todo: otherProgram,
  },
  'debugger.report_size': {
    title: 'Nicht unterstützter Debugger',
    what: 'Er spricht in Reports mit {size|einer anderen Zahl von} Bytes; der auf diesen Boards verwendet 64.',
    todo: 'Verbinden Sie noch einmal und wählen Sie „nEDBG CMSIS-DAP“.',
  },
  'debugger.command_refused': {
    title: 'Der Debugger hat einen Befehl abgelehnt',
    what: 'Er hat einen Befehl nicht ausgeführt (Status {status|unbekannt}).',
    todo: replugAndProgramAgain,
  },
  'debugger.wrong_interface_state': {
    title: 'Der Debugger lehnt ab',
    what: 'Seine Verbindung zum Mikrocontroller ist in einem anderen Zustand als erwartet (Status {status|unbekannt}).',
    todo: replugAndProgramAgain,
  },
  'debugger.script_failed': {
    title: 'Das Programmieren ist am Mikrocontroller gescheitert',
    what: 'Ein Schritt des Programmierens kam auf dem Mikrocontroller nicht zu Ende (Status {status|unbekannt}).',
    todo: replugAndProgramAgain,
  },
  'debugger.configuration_refused': {
    title: 'Die Einstellungen des Debuggers sind nicht zugänglich',
    what: 'Er ließ seine Board-Konfiguration nicht lesen oder schreiben (Status {status|unbekannt}).',
    todo: linkOnly,
  },
  'debugger.target_unpowered': {
    title: 'Der Mikrocontroller hat keinen Strom',
    what: 'Der Debugger ist da, aber der Mikrocontroller hat keine Versorgungsspannung.',
    todo: 'Sehen Sie nach, ob Jumper oder Schalter der Stromversorgung wie ausgeliefert stehen, und machen Sie weiter.',
  },
  'debugger.target_silent': {
    title: 'Der Mikrocontroller antwortet nicht',
    what: 'Der Debugger erreicht den Mikrocontroller nicht.',
    todo: 'Nehmen Sie ab, was auf dem Board steckt, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.',
  },
  'debugger.target_locked': {
    title: 'Der Mikrocontroller ist gesperrt',
    what: 'Seine Lock-Bits sind gesetzt, also lässt sich nichts aus ihm lesen oder prüfen.',
    todo: 'Löschen Sie ihn mit MPLAB X oder Microchip Studio („Chip Erase“ entsperrt ihn) und machen Sie weiter.',
  },
  'debugger.wrong_target': {
    title: 'Falscher Mikrocontroller',
    what: 'Seine Signatur ist {found|eine andere}; zu diesem Kit gehört {expected|eine andere}. Nichts wurde gelöscht.',
    todo: 'Diese Seite programmiert AVR-IoT-Boards mit einem ATmega4808 und PIC-IoT-Boards mit einem PIC24FJ128GA705. Ist es eines davon, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter; sonst verbinden Sie eines.',
  },
  'debugger.verify_failed': {
    title: 'Die Überprüfung der Firmware ist fehlgeschlagen',
    what: 'Im Speicher steht an der Stelle {address|…} etwas anderes als geschrieben.',
    todo: `${replugAndProgramAgain} Tritt der Fehler wieder auf, versuchen Sie ein anderes Kabel oder eine andere USB-Buchse.`,
  },
  'debugger.memory_not_written': {
    title: 'Nur der Flash wurde programmiert',
    what: 'Das Image hat auch Daten für einen anderen Speicher ({memory|…}). Diese Seite schreibt dort nicht.',
    todo: 'Funktioniert die Firmware ohne diese Daten, müssen Sie nichts tun. Sonst schreiben Sie sie mit Microchips Werkzeugen.',
  },
  'debugger.image_malformed': {
    title: 'Kein Firmware-Image',
    what: 'Zeile {line|…} ist nicht, wie es in einer Intel-HEX-Datei sein muss. Nichts wurde gelöscht.',
    todo: choose,
  },
  'debugger.image_checksum': {
    title: 'Das Firmware-Image ist beschädigt',
    what: 'Die Prüfsumme von Zeile {line|…} stimmt nicht. Nichts wurde gelöscht.',
    todo: choose,
  },
  'debugger.image_incomplete': {
    title: 'Das Firmware-Image ist unvollständig',
    what: 'Seine letzte Zeile fehlt: Die Datei wurde abgeschnitten. Nichts wurde gelöscht.',
    todo: choose,
  },
  'debugger.image_overlap': {
    title: 'Das Firmware-Image widerspricht sich',
    what: 'Es sagt zweimal, was an der Stelle {address|…} steht. Nichts wurde gelöscht.',
    todo: choose,
  },
  'debugger.image_out_of_range': {
    title: 'Das Firmware-Image ist für einen anderen Chip',
    what: 'Es hat Daten für eine Adresse, die dieser Mikrocontroller nicht hat: {address|…}. Nichts wurde gelöscht.',
    todo: choose,
  },
  'debugger.image_empty': {
    title: 'Das Firmware-Image ist leer',
    what: 'Es enthält nichts zu programmieren.',
    todo: choose,
  },
};
