/** Errors of programming, pairing and restoring a board, and the causes that a diagnosis names. */
import type { Errors } from '../shape';
import type { flow as english } from './flow.en';
import { ownFault } from './remedies.de';

const copyWatchPolicy =
  'kopieren Sie die Richtlinie „Nur Live-Daten“ aus der Karte „AWS-Konto“ und fügen Sie sie in IAM dem Benutzer an.';

export const flow: Errors<typeof english> = {
  'file.unavailable': {
    title: 'Eine Firmware-Datei fehlt',
    what: 'Die Seite konnte {name|die Firmware} nicht von dort laden, wo sie selbst herkommt.',
    todo: 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal. Nichts wurde gelöscht.',
  },
  'board.endpoint_too_long': {
    title: 'Der Name des Endpunkts ist zu lang',
    what: 'Die Demo-Firmware liest {limit|51} Zeichen; {endpoint|dieser Endpunkt} hat {length|mehr}.',
    todo: 'Nehmen Sie eine andere Region: Die meisten haben kürzere Namen.',
  },
  'provision.unknown_kit': {
    title: 'Diese Seite kann das Board nicht programmieren',
    what: 'Sie kennt keine Firmware für {kit|dieses Kit}.',
    todo: 'Verbinden Sie ein AVR-IoT- oder PIC-IoT-Board, WG oder WA: Für andere hat die Seite keine Firmware.',
  },
  'provision.image_differs': {
    title: 'Falsche Firmware-Datei',
    what: 'Die heruntergeladene Datei ({name|Firmware}) ist nicht Microchips Image. Nichts wurde gelöscht.',
    todo: 'Laden Sie die Seite neu. Kommt das öfter vor, sagen Sie es dem Betreiber der Seite.',
  },
  'provision.not_paired': {
    title: 'Gehört dieser Debugger zu diesem Board?',
    what: 'Die Seite hat das Board zurückgesetzt und keine Startmeldung empfangen, die sie kennt. Auf {kit|dem Board} ({serial|…}) läuft ein unbekanntes Programm.',
    todo: 'Ist es das einzige angeschlossene Board, bestätigen Sie das und machen Sie weiter. Die Seite ersetzt dann sein Programm. Sonst ziehen Sie die anderen Boards ab.',
  },
  'provision.other_board': {
    title: 'Debugger und Port gehören zu verschiedenen Boards',
    what: 'Der Debugger {serial|…} wurde zurückgesetzt, aber das Board an diesem Port lief weiter.',
    todo: 'Verbinden Sie den Port desselben Boards oder lassen Sie nur ein Board angeschlossen.',
  },
  'provision.firmware_silent': {
    title: 'Die programmierte Firmware antwortet nicht',
    what: 'Die {firmware|neue }Firmware wurde geschrieben und geprüft, antwortet an diesem Port aber nicht.',
    todo: 'Prüfen Sie, ob Port und Debugger zum selben Board gehören. Nutzen Sie eine eigene Datei, prüfen Sie, ob sie die richtige Firmware ist. Dann machen Sie weiter.',
  },
  'provision.certificates_not_delivered': {
    title: 'Keine Zertifikate zum Wiederherstellen',
    what: 'Das Secure Element ({part|unbekannter Art}) enthält keine, die sich wiederherstellen ließen. Nichts wurde geändert.',
    todo: 'Provisionieren Sie das Board stattdessen für Ihr Konto.',
  },
  'provision.no_root_store': {
    title: 'Das ist keine Sicherung von Root-Zertifikaten',
    what: 'Die Datei hat eine andere Form. Nichts wurde geändert.',
    todo: 'Wählen Sie eine Datei, die hier gesichert wurde: 4 KB, root-certificates.bin.',
  },
  'provision.old_debugger_firmware': {
    title: 'Die Firmware des Debuggers ist alt',
    what: 'Er hat {found|eine alte Version}; empfohlen ist {required|eine neuere}.',
    todo: 'Sie können weitermachen. Schlägt das Programmieren fehl, aktualisieren Sie sie mit Microchips MPLAB IPE oder pymcuprog.',
  },
  'provision.fuses_differ': {
    title: 'Eine Fuse weicht von der Firmware ab',
    what: 'An der Adresse {address|…} hat das Board {found|…}, das Image {expected|…}. Die Seite schreibt nie Fuses.',
    todo: 'Wenn das Board funktioniert, müssen Sie nichts tun. Sonst vergleichen Sie die Fuses mit Microchips Werkzeugen.',
  },
  'provision.own_image': {
    title: 'Ihre eigene {firmware|}Firmware',
    what: 'Die Seite verwendet {name|Ihre Datei} statt Microchips Image und kann nicht prüfen, was sie tut.',
    todo: 'Machen Sie weiter oder wählen Sie wieder Microchips Image.',
  },
  'session.no_debugger': {
    title: 'Der Debugger des Boards wird gebraucht',
    what: 'Das geht nur mit dem Debugger des Boards, und der ist nicht mit der Seite verbunden.',
    todo: 'Verbinden Sie den Debugger: nEDBG CMSIS-DAP in der Liste. Oder laden Sie die Firmware über das Laufwerk CURIOSITY.',
  },
  'state.unknown_name': {
    title: 'Unbekannter Wert',
    what: 'Die Seite hat ihrem Kern {name|einen Wert} übergeben, den er nicht kennt.',
    todo: ownFault,
  },
  'state.malformed': {
    title: 'Fehlerhafter Befehl',
    what: 'Die Seite hat ihrem Kern einen Befehl ohne gültigen Wert übergeben.',
    todo: ownFault,
  },
  'session.nothing_read': {
    title: 'Noch nichts zu sichern',
    what: 'Die Seite hat die Root-Zertifikate noch nicht gelesen.',
    todo: 'Prüfen Sie zuerst die Root-Zertifikate.',
  },
  'diagnosis.board_silent': {
    title: 'Das Board ist stumm',
    what: 'Die Demo-Firmware antwortet nicht am seriellen Port.',
    todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an. Bleibt es stumm, provisionieren Sie noch einmal: Dabei wird die Firmware neu programmiert.',
  },
  'diagnosis.no_thing_name': {
    title: 'Das Board hat keinen Thing-Namen',
    what: 'Im WLAN-Modul steht kein Thing-Name, also sendet das Board an ein Topic, das niemand abonniert.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird der Name geschrieben.',
  },
  'diagnosis.sandbox_endpoint': {
    title: 'Das Board verbindet sich mit Microchips Sandbox',
    what: 'Das Board hat nicht den Endpunkt Ihres Kontos.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird Ihr Endpunkt geschrieben.',
  },
  'diagnosis.other_endpoint': {
    title: 'Das Board verbindet sich mit einem anderen Konto',
    what: 'Es verbindet sich mit {board|einem anderen Endpunkt}; Ihrer ist {account|ein anderer}.',
    todo: 'Provisionieren Sie noch einmal, oder melden Sie sich bei dem Konto an, zu dem das Board gehört.',
  },
  'diagnosis.other_region': {
    title: 'Das Board verbindet sich mit einer anderen Region',
    what: 'Es verbindet sich mit {board|einer anderen Region}; angemeldet sind Sie in {account|dieser}.',
    todo: 'Wechseln Sie zu jener Region, oder provisionieren Sie noch einmal für diese.',
  },
  'diagnosis.thing_missing': {
    title: 'Das Thing ist nicht im Konto',
    what: 'Es gibt kein Thing {thing|mit dem Namen des Boards}.',
    todo: 'Provisionieren Sie noch einmal: Was fehlt, wird dabei angelegt.',
  },
  'diagnosis.certificate_missing': {
    title: 'Das Thing hat kein Zertifikat',
    what: 'AWS weist ein Board ab, dessen Zertifikat nicht an {thing|seinem Thing} hängt.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird es angefügt.',
  },
  'diagnosis.certificate_inactive': {
    title: 'Das Zertifikat ist nicht aktiv',
    what: 'In AWS steht es auf {status|„nicht aktiv“}, deshalb wird das Board abgewiesen.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird es aktiviert.',
  },
  'diagnosis.policy_missing': {
    title: 'Das Zertifikat hat keine Richtlinie',
    what: 'Ohne {policy|Richtlinie} darf sich das Board nicht verbinden.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird sie angefügt.',
  },
  'diagnosis.not_connected': {
    title: 'Die LEDs des Boards zeigen, wo es stockt',
    what: 'Die Einstellungen von Board und Konto passen zusammen. Über USB meldet das Board nicht, ob es im WLAN ist und Daten sendet.',
    todo: 'Wählen Sie unten, was Sie sehen.',
  },
  'diagnosis.board_publishes': {
    title: 'Das Board sendet, aber hier kommt nichts an',
    what: 'Es sendet an {topic|sein Topic}, aber diese Seite empfängt nichts.',
    todo: `Starten Sie die Live-Daten neu. Kommt nichts an, ${copyWatchPolicy}`,
  },
};
