/** Errors of the board's firmware, and of the data stored on the board. */
import type { Errors } from '../shape';
import type { board as english } from './board.en';
import { ownFault, renew, replug } from './remedies.de';

const stillProvisionable = 'Das Board lässt sich trotzdem provisionieren.';

export const board: Errors<typeof english> = {
  'board.no_answer': {
    title: 'Das Board antwortet nicht',
    what: 'Das Board hat auf {command|einen Befehl} nicht geantwortet{step|}.',
    todo: replug,
  },
  'board.not_in_step': {
    title: 'Das Board antwortet nicht',
    what: 'An diesem Port antwortet keine Provisioning-Firmware.',
    todo: replug,
  },
  'board.garbled': {
    title: 'Die Antwort des Boards ist nicht lesbar',
    what: 'Die Antwort hat kein Format, das diese Seite kennt ({command|ein Befehl}).',
    todo: 'Schließen Sie andere Programme, die vielleicht mit ihm sprechen, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.',
  },
  'board.bad_answer': {
    title: 'Die Antwort des Boards ist falsch',
    what: 'Auf {command|einen Befehl} antwortete es mit einem unmöglichen Wert.',
    todo: replug,
  },
  'board.restarted': {
    title: 'Das Board hat neu gestartet',
    what: 'Es startete mitten in {command|einem Befehl} neu.',
    todo: 'Machen Sie weiter. Tritt der Fehler wieder auf, versuchen Sie ein anderes Kabel: Vielleicht reicht der Strom nicht.',
  },
  'board.command_refused': {
    title: 'Das Board lehnt einen Befehl ab',
    what: 'Es antwortet auf {command|einen Befehl} mit Status {status|…}.',
    todo: 'Laden Sie die aktuelle Provisioning-Firmware und machen Sie weiter.',
  },
  'board.secure_element_failed': {
    title: 'Das Secure Element lehnt ab',
    what: 'Der Chip mit dem privaten Schlüssel des Boards antwortet auf {command|einen Befehl} mit Status {status|…}.',
    todo: replug + ' Bleibt es so, ist der Chip vielleicht für einen anderen Zweck konfiguriert.',
  },
  'board.slot_has_no_key': {
    title: 'Das Secure Element hat keinen Schlüssel',
    what: 'In dem Slot, nach dem {command|ein Befehl} fragte, ist kein privater Schlüssel.',
    todo: 'Der Chip ist nicht für das Provisioning konfiguriert. Nehmen Sie ein anderes Board oder geben Sie es dem Lieferanten zurück.',
  },
  'board.module_failed': {
    title: 'Das WLAN-Modul lehnt ab',
    what: 'Das Modul antwortet auf {command|einen Befehl} mit Status {status|…}.',
    todo: replug,
  },
  'board.module_silent': {
    title: 'Das WLAN-Modul antwortet nicht',
    what: 'Das WLAN-Modul des Boards ist mit {command|einem Befehl} auch nach zehn Sekunden nicht fertig geworden.',
    todo:
      replug +
      ' Passiert es wieder, ist vielleicht die Firmware des Moduls beschädigt: Laden Sie sie mit Microchips WINC-Upgrade und provisionieren Sie das Board danach noch einmal.',
  },
  'board.module_not_running': {
    title: 'Das WLAN-Modul startet nicht',
    what: 'Die Firmware im WLAN-Modul des Boards läuft nicht (Status {status|…}). Ohne sie lässt sich das Board nicht provisionieren.',
    todo:
      replug +
      ' Passiert es wieder, laden Sie die Firmware des Moduls mit Microchips WINC-Upgrade und provisionieren Sie das Board danach noch einmal.',
  },
  'board.verify_failed': {
    title: 'Die Überprüfung ist fehlgeschlagen',
    what: 'Das Zurücklesen ab {address|einer Adresse im Flash des Moduls} ergab andere Bytes als geschrieben.',
    todo: 'Machen Sie weiter: Es wird noch einmal geschrieben. Tritt der Fehler wieder auf, ist der Flash verschlissen.',
  },
  'board.address_refused': {
    title: 'Vor dem Schreiben angehalten',
    what: 'Die Adresse {address|…} liegt außerhalb dessen, was beschrieben werden darf.',
    todo: ownFault,
  },
  'board.size_refused': {
    title: 'Vor dem Schreiben angehalten',
    what: 'Die Größe {size|…} passt nicht.',
    todo: ownFault,
  },
  'board.slot_refused': {
    title: 'Vor dem Schreiben angehalten',
    what: 'Slot {slot|…} des Secure Elements darf nicht benutzt werden.',
    todo: ownFault,
  },
  'board.argument_refused': {
    title: 'Vor dem Senden angehalten',
    what: 'Ein Argument ({argument|…}) kann nicht an das Board gesendet werden.',
    todo: ownFault,
  },
  'board.demo_no_answer': {
    title: 'Die Demo-Firmware antwortet nicht',
    what: 'Vielleicht verbindet sie sich gerade mit dem WLAN; das dauert einige Sekunden.',
    todo: 'Warten Sie, bis die blaue LED leuchtet oder aus ist, und machen Sie weiter.',
  },
  'board.demo_bad_answer': {
    title: 'Die Antwort der Demo-Firmware ist falsch',
    what: 'Sie antwortete auf {command|einen Befehl} mit etwas Unerwartetem.',
    todo: replug,
  },
  'board.demo_refused': {
    title: 'Das Board lehnt die WLAN-Daten ab',
    what: 'Die Demo-Firmware hat {command|den Befehl} nicht angenommen.',
    todo: 'Prüfen Sie Name und Passwort des WLANs und senden Sie sie noch einmal.',
  },
  'board.demo_no_thing_name': {
    title: 'Das Board kann seinen Thing-Namen nicht lesen',
    what: 'Die Demo-Firmware konnte den Namen nicht aus dem WLAN-Modul lesen.',
    todo: replug + ' Passiert es wieder, provisionieren Sie das Board noch einmal.',
  },
  'board.demo_no_secure_element': {
    title: 'Das Secure Element antwortet nicht',
    what: 'Die Demo-Firmware kann die Seriennummer des Chips mit dem privaten Schlüssel nicht lesen. Ohne ihn kann sich das Board nicht mit AWS verbinden.',
    todo: replug + ' Passiert es wieder, ist der Chip defekt: Nehmen Sie ein anderes Board.',
  },
  'board.ssid_length': {
    title: 'Der Netzname ist zu lang oder leer',
    what: 'Der Name eines Netzes hat 1 bis 32 Bytes; dieser hat {length|eine andere Zahl}.',
    todo: 'Tippen Sie ihn so, wie Ihr Telefon ihn zeigt. Umlaute und Emojis zählen mehr als ein Byte.',
  },
  'board.ssid_character': {
    title: 'Das Board nimmt diesen Namen nicht an',
    what: 'Der Befehl des Boards erlaubt in einem Namen weder Kommas noch Steuerzeichen.',
    todo: 'Nehmen Sie ein anderes Netz, etwa den Hotspot eines Telefons.',
  },
  'board.passphrase_length': {
    title: 'Das Passwort hat die falsche Länge',
    what: 'WPA verlangt 8 bis 63 Zeichen (oder 64 Hexadezimalziffern), WEP 10 oder 26 Hexadezimalziffern; hier sind es {length|mehr oder weniger}.',
    todo: 'Prüfen Sie Passwort und Sicherheit.',
  },
  'board.passphrase_character': {
    title: 'Das Board nimmt dieses Passwort nicht an',
    what: 'Der Befehl des Boards erlaubt nur ASCII-Zeichen. Ein Passwort mit Komma passt, wenn der Netzname höchstens 27 Bytes hat.',
    todo: 'Nehmen Sie ein anderes Netz oder ändern Sie das Passwort.',
  },
  'board.wifi_key_not_hex': {
    title: 'Der Schlüssel darf nur Hexadezimalziffern haben',
    what: 'Ein WEP-Schlüssel oder ein WPA-Passwort mit 64 Zeichen besteht aus den Ziffern 0 bis 9 und den Buchstaben A bis F.',
    todo: 'Prüfen Sie den Schlüssel. Zeigt Ihr Router einen WEP-Schlüssel als Text, suchen Sie dort die hexadezimale Form.',
  },
  'board.passphrase_unexpected': {
    title: 'Ein offenes Netz hat kein Passwort',
    what: 'Es gibt ein Passwort, aber als Sicherheit ist „Offen“ gewählt.',
    todo: 'Wählen Sie WPA oder leeren Sie das Passwort.',
  },
  'board.wifi_line_too_long': {
    title: 'Name und Passwort sind zusammen zu lang',
    what: 'Zusammen ergeben sie {length|zu viele} Zeichen; das Board nimmt höchstens {limit|99} in einer Zeile an.',
    todo: 'Nehmen Sie ein Netz mit kürzerem Namen oder Passwort.',
  },
  'board.wifi_too_long_for_demo': {
    title: 'Zu lang für die Firmware dieses Boards',
    what: 'Auf dem Board läuft die Demo-Firmware {version|einer alten Version}. Sie behält vom Namen eines Netzes und vom Passwort nur je {limit|30} Zeichen und würde sich nie verbinden.',
    todo: 'Provisionieren Sie das Board, das bringt die aktuelle Firmware, oder nehmen Sie ein Netz mit kürzerem Namen und Passwort.',
  },
  'board.bad_client_store': {
    title: 'Der Zertifikatsspeicher ist beschädigt',
    what: 'Der Speicher im WLAN-Modul des Boards lässt sich nicht lesen.',
    todo: renew,
  },
  'board.client_store_full': {
    title: 'Der Zertifikatsspeicher ist voll',
    what: 'Die Zertifikate brauchen mehr Platz, als da ist: {size|mehr} statt {limit|höchstens so viel} Bytes.',
    todo: ownFault,
  },
  'board.bad_root_store': {
    title: 'Der Root-Speicher ist beschädigt',
    what: 'Die Root-Zertifikate im WLAN-Modul des Boards lassen sich nicht lesen.',
    todo: 'Reparieren Sie sie in der Karte „Board“ unter „Untersuchen, reparieren, zurücksetzen“.',
  },
  'board.bad_root_certificate': {
    title: 'Ein Root-Zertifikat ist unbrauchbar',
    what: 'Ein Zertifikat lässt sich nicht im Root-Speicher ablegen: Ein Teil davon ist ungültig ({field|Inhalt}).',
    todo: 'Wählen Sie ein anderes Root-Zertifikat.',
  },
  'board.root_store_full': {
    title: 'Der Root-Speicher ist voll',
    what: 'Die Root-Zertifikate brauchen mehr Platz, als da ist: {size|mehr} statt {limit|höchstens so viel} Bytes.',
    todo: 'Aktualisieren Sie die Firmware des WLAN-Moduls mit Microchips Werkzeug, das den Root-Speicher neu schreibt. Dabei geht die Provisionierung des Boards verloren; provisionieren Sie es danach noch einmal.',
  },
  'board.bad_text_page': {
    title: 'Eine Einstellung im Board ist beschädigt',
    what: 'Im WLAN-Modul steht kein lesbarer Text ({page|Seite}).',
    todo: renew,
  },
  'board.bad_serial_number': {
    title: 'Ungültige Seriennummer',
    what: 'Diese Seriennummer kann ein Secure Element nicht haben: {serial|…}.',
    todo: replug,
  },
  'board.bad_provisioning_items': {
    title: 'Die gespeicherten Angaben sind beschädigt',
    what: 'Die Provisioning-Angaben im WLAN-Modul lassen sich nicht lesen.',
    todo: renew,
  },
  'board.bad_compressed_certificate': {
    title: 'Das Werkszertifikat ist beschädigt',
    what: 'Das Zertifikat im Secure Element lässt sich nicht lesen ({field|…}).',
    todo: stillProvisionable,
  },
  'board.bad_signer_key': {
    title: 'Der Werksaussteller ist beschädigt',
    what: 'Der Schlüssel des Ausstellers im Secure Element ist kein gültiger P-256-Schlüssel.',
    todo: stillProvisionable,
  },
  'board.unknown_template': {
    title: 'Ein unbekanntes Werkszertifikat',
    what: 'Etwas im Secure Element ist von einer Art, die diese Seite nicht kennt: {part|Zertifikat}.',
    todo: stillProvisionable,
  },
  'board.bad_version': {
    title: 'Eine unlesbare Version',
    what: 'Das Board nannte als seine Version „{text|…}“.',
    todo: 'Laden Sie die aktuelle Firmware und machen Sie weiter.',
  },
};
