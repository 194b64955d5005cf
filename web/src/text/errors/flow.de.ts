/** Programming a board, its own jobs, and why no message comes. */
import type { Errors } from '../shape';
import type { flow as english } from './flow.en';

const copyWatchPolicy =
  'kopieren Sie die Richtlinie „Nur beobachten“ aus der Karte AWS-Konto und fügen Sie sie in IAM dem Benutzer an.';

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
    title: 'Die Firmware-Datei ist nicht die richtige',
    what: 'Was für {name|die Firmware} kam, ist nicht Microchips Image. Nichts wurde gelöscht.',
    todo: 'Laden Sie die Seite neu. Bleibt es so, muss dort, wo die Seite liegt, die richtige Datei abgelegt werden.',
  },
  'provision.not_paired': {
    title: 'Ist dieser Debugger an diesem Board?',
    what: 'Das Board wurde zurückgesetzt, und am Port war nichts zu hören, was wir kennen: Auf {kit|dem Board} ({serial|…}) läuft ein unbekanntes Programm.',
    todo: 'Ist es das einzige angeschlossene Board, sagen Sie es und machen Sie weiter: Sein Programm wird ersetzt. Sonst ziehen Sie die anderen ab.',
  },
  'provision.other_board': {
    title: 'Debugger und Port sind zwei Boards',
    what: 'Der Debugger {serial|…} wurde zurückgesetzt, aber das Board an diesem Port lief weiter.',
    todo: 'Verbinden Sie den Port desselben Boards oder lassen Sie nur ein Board angeschlossen.',
  },
  'provision.firmware_silent': {
    title: 'Die programmierte Firmware antwortet nicht',
    what: 'Die {firmware|neue }Firmware wurde geschrieben und verglichen, ist an diesem Port aber nicht zu hören.',
    todo: 'Sehen Sie nach, dass Port und Debugger dasselbe Board sind und dass eine eigene Datei die richtige Firmware ist; dann machen Sie weiter.',
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
    title: 'Eine Fuse ist nicht, wie die Firmware es erwartet',
    what: 'An der Adresse {address|…} hat das Board {found|…}, das Image {expected|…}. Fuses werden hier nie geschrieben.',
    todo: 'Nichts, wenn das Board funktioniert. Sonst vergleichen Sie die Fuses mit Microchips Werkzeugen.',
  },
  'provision.own_image': {
    title: 'Ihre eigene {firmware|}Firmware',
    what: '{name|Ihre Datei} ersetzt die von Microchip. Was sie dann tut, ist ihre Sache.',
    todo: 'Machen Sie weiter oder wählen Sie wieder Microchips Image.',
  },
  'session.no_debugger': {
    title: 'Der Debugger des Boards wird gebraucht',
    what: 'Hierbei wird das Board programmiert, und sein Debugger ist nicht mit der Seite verbunden.',
    todo: 'Verbinden Sie den Debugger: nEDBG CMSIS-DAP in der Liste. Oder laden Sie die Firmware über das Laufwerk CURIOSITY.',
  },
  'session.nothing_read': {
    title: 'Noch nichts gelesen',
    what: 'Solange die Root-Zertifikate nicht gelesen sind, gibt es keine Sicherung.',
    todo: 'Prüfen Sie zuerst die Root-Zertifikate.',
  },
  'diagnosis.board_silent': {
    title: 'Das Board sagt nichts',
    what: 'Die Demo-Firmware antwortet nicht am seriellen Port.',
    todo: 'Drücken Sie die Reset-Taste des Boards. Bleibt es stumm, provisionieren Sie noch einmal: Dabei wird die Firmware neu programmiert.',
  },
  'diagnosis.no_thing_name': {
    title: 'Das Board hat keinen Thing-Namen',
    what: 'Die Demo-Firmware fand keinen im WLAN-Modul, also sendet sie dorthin, wo niemand zuhört.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird der Name geschrieben.',
  },
  'diagnosis.sandbox_endpoint': {
    title: 'Das Board spricht mit Microchips Sandbox',
    what: 'Es hat keinen Endpunkt von Ihnen.',
    todo: 'Provisionieren Sie noch einmal: Dabei wird Ihr Endpunkt geschrieben.',
  },
  'diagnosis.other_endpoint': {
    title: 'Das Board spricht mit einem anderen Konto',
    what: 'Es verbindet sich mit {board|einem anderen Endpunkt}; Ihrer ist {account|ein anderer}.',
    todo: 'Provisionieren Sie noch einmal, oder melden Sie sich bei dem Konto an, zu dem das Board gehört.',
  },
  'diagnosis.other_region': {
    title: 'Das Board spricht mit einer anderen Region',
    what: 'Es verbindet sich mit {board|einer anderen Region}; angemeldet sind Sie in {account|dieser}.',
    todo: 'Melden Sie sich in jener Region an, oder provisionieren Sie noch einmal für diese.',
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
    what: 'Board und Konto passen zusammen. Ob das Board im WLAN ist und ob es sendet, sagt es nicht über sein Kabel.',
    todo: `Blau blinkt: Name oder Passwort ist falsch, oder das Netz hat 5 GHz (das Board kennt nur 2,4 GHz). Blau leuchtet, Grün blinkt oder ist aus: Das Netz lässt Port 8883 nicht durch, oder ein Root-Zertifikat fehlt (Board → Hineinsehen, dann Root-Zertifikate → Reparieren). Grün leuchtet und Gelb blinkt: Das Board sendet, und wir hören es nicht; ${copyWatchPolicy}`,
  },
  'diagnosis.board_publishes': {
    title: 'Das Board sendet; wir hören es nicht',
    what: 'Es sendet an {topic|sein Topic}, aber hier kommt nichts an.',
    todo: `Beobachten Sie noch einmal. Kommt nichts, ${copyWatchPolicy}`,
  },
};
