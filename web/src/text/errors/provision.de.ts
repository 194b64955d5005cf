/** Errors of provisioning, of the session, and of live data. */
import type { Errors } from '../shape';
import type { provision as english } from './provision.en';
import { replug } from './remedies.de';

const watchPolicy =
  'Kopieren Sie die Richtlinie „Nur Live-Daten“ aus der Karte „AWS-Konto“, fügen Sie sie in IAM dem Benutzer an und starten Sie die Live-Daten neu.';

export const provision: Errors<typeof english> = {
  'provision.sandbox_account': {
    title: 'Das ist Microchips Sandbox-Konto',
    what: 'Der Endpunkt {endpoint|dieser Schlüssel} gehört zur Sandbox, auf die Boards ab Werk eingestellt sind. Die Seite darf daran nichts ändern.',
    todo: 'Geben Sie Schlüssel Ihres eigenen AWS-Kontos ein.',
  },
  'provision.policy_differs': {
    title: 'Eine andere Richtlinie heißt schon so',
    what: 'Im Konto gibt es eine Richtlinie {policy|zt_policy}, die etwas anderes erlaubt. Die Seite darf sie weder ändern noch anfügen.',
    todo: 'Benennen Sie Ihre in der AWS-Konsole um (kopieren, dann die alte löschen) und machen Sie weiter.',
  },
  'provision.permissions_missing': {
    title: 'Den Schlüsseln fehlen Berechtigungen',
    what: 'AWS erlaubt diesen Schlüsseln nicht alles, was nötig ist: {actions|einiges fehlt}. Das Board wurde nicht angerührt, und nichts hat sich geändert.',
    todo: 'Geben Sie dem Benutzer oder der Rolle in IAM die Richtlinie unten, warten Sie einige Sekunden und machen Sie dann weiter.',
  },
  'provision.no_workshop_user': {
    title: 'Mit diesen Schlüsseln entsteht kein Pass',
    what: 'Die Schlüssel eines Passes gehören zu einem IAM-Benutzer, den die Seite für den Workshop anlegt. AWS erlaubt das Ihren Schlüsseln nicht: {action|iam:CreateUser}. Den Schlüsseln vieler Rollen und aller föderierten Benutzer fehlt dieses Recht.',
    todo: 'Nehmen Sie Schlüssel, die IAM-Benutzer anlegen dürfen. Hat jeder Teilnehmer ein eigenes Konto, braucht es keinen Pass: Dort fügt jeder seine eigenen Schlüssel ein.',
  },
  'provision.bad_signature_from_board': {
    title: 'Das Board hat seinen Schlüssel nicht bewiesen',
    what: 'Das Board hat signiert, aber die Signatur passt nicht zu seinem öffentlichen Schlüssel. Nichts wurde geschrieben.',
    todo: replug,
  },
  'provision.key_missing': {
    title: 'Das Board hat keinen Schlüssel',
    what: 'In Slot 0 des Secure Elements ist kein privater Schlüssel.',
    todo: 'Der Chip dieses Boards wurde nie für die Cloud eingerichtet; geben Sie es dem Händler zurück.',
  },
  'provision.old_module_firmware': {
    title: 'Die Firmware des WLAN-Moduls ist alt',
    what: 'Es hat {found|eine alte Version}; empfohlen ist {required|eine neuere}.',
    todo: 'Sie können weitermachen: Fehlt das Root-Zertifikat, das AWS IoT braucht, wird es ergänzt. Verbindet sich das Board danach nicht, aktualisieren Sie das Modul mit Microchips Werkzeug. Dabei geht die Provisionierung des Boards verloren; provisionieren Sie es danach noch einmal.',
  },
  'provision.damaged_store': {
    title: 'Der Zertifikatsspeicher war beschädigt',
    what: 'Der Inhalt des Zertifikatsspeichers im WLAN-Modul ließ sich nicht lesen.',
    todo: 'Sie müssen nichts tun: Er wird neu geschrieben.',
  },
  'provision.old_certificate_left': {
    title: 'Ein altes Zertifikat ist noch im Konto',
    what: 'AWS hat abgelehnt, das Zertifikat {id|einer früheren Provisionierung} zu entfernen. Das Board funktioniert und benutzt es nicht.',
    todo: 'Löschen Sie es in der AWS-IoT-Konsole. Oder erlauben Sie iot:UpdateCertificate, iot:DetachPolicy, iot:DetachThingPrincipal und iot:DeleteCertificate und provisionieren Sie noch einmal.',
  },
  'provision.stack_failed': {
    title: 'Die Registrierungsfunktion ließ sich nicht einrichten',
    what: 'AWS CloudFormation konnte den Stack MCHPStack nicht fertigstellen. Fehlgeschlagen: {resource|unbekannt}, Status {status|unbekannt}.',
    todo: 'Versuchen Sie es noch einmal. Scheitert es wieder, steht der Grund von AWS im Protokoll oder in der AWS-Konsole unter CloudFormation, MCHPStack, Ereignisse.',
  },
  'provision.stack_unusable': {
    title: 'Der Stack MCHPStack registriert keine Boards',
    what: 'Das Konto hat einen Stack dieses Namens mit dem Status {status|unbekannt}, der keine Boards registrieren kann.',
    todo: 'Ersetzen Sie den Stack (siehe unten). Machen Sie dann weiter.',
  },
  'provision.authority_elsewhere': {
    title: 'Ein anderes Konto hat diese Zertifizierungsstelle',
    what: 'AWS registriert die Zertifizierungsstelle {id|dieser Seite} nicht, weil ein anderes Konto der Region sie registriert hat.',
    todo: 'Verwenden Sie eine andere Zertifizierungsstelle, oder löschen Sie die CA im anderen Konto.',
  },
  'provision.other_authority': {
    title: 'Das Zertifikat des Boards ist von einer anderen Zertifizierungsstelle',
    what: 'Der Schlüssel der Zertifizierungsstelle {id|des Zertifikats} fehlt hier; die Seite kann sie nicht registrieren.',
    todo: 'Importieren Sie den Ordner mit dieser Zertifizierungsstelle, oder provisionieren Sie das Board mit einem neuen Zertifikat.',
  },
  'provision.certificate_disabled': {
    title: 'Das Zertifikat des Boards ist gesperrt',
    what: 'Jemand hat es in AWS IoT auf {status|INACTIVE} gesetzt; das Board kann sich nicht verbinden.',
    todo: 'Setzen Sie es in der AWS-IoT-Konsole auf ACTIVE, oder provisionieren Sie das Board mit einem neuen Zertifikat.',
  },
  'session.no_board': {
    title: 'Das Board ist nicht verbunden',
    what: 'Es wurde von dieser Seite getrennt.',
    todo: 'Verbinden Sie es noch einmal.',
  },
  'session.board_gone': {
    title: 'Das Board ist abgezogen',
    what: 'Hierfür wird das Board gebraucht.',
    todo: 'Stecken Sie das Board an und machen Sie dort weiter.',
  },
  'session.board_busy': {
    title: 'Das Board ist beschäftigt',
    what: 'Auf diesem Board läuft ein anderer Vorgang.',
    todo: 'Warten Sie, bis es fertig ist.',
  },
  'session.no_account': {
    title: 'Noch kein AWS-Konto',
    what: 'Hierfür werden Schlüssel eines Kontos gebraucht.',
    todo: 'Geben Sie sie in der Karte „AWS-Konto“ ein.',
  },
  'session.not_watching': {
    title: 'Live-Daten sind aus',
    what: 'Der Schalter wirkt nur, während die Seite Live-Daten empfängt.',
    todo: 'Klicken Sie zuerst auf „Live-Daten ansehen“.',
  },
  'session.wrong_firmware': {
    title: 'Eine andere Firmware wird gebraucht',
    what: 'Auf dem Board läuft die Firmware „{found|andere}“; hierfür wird „{wanted|andere}“ gebraucht.',
    todo: 'Laden Sie die Firmware, siehe Karte „Board“.',
  },
  'session.unknown_firmware': {
    title: 'Unbekannte Firmware',
    what: 'Auf dem Board läuft eine Firmware, die diese Seite nicht kennt, oder es antwortet nicht.',
    todo: 'Ziehen Sie das Board ab und stecken Sie es wieder an, oder laden Sie die Provisioning-Firmware, und versuchen Sie es erneut.',
  },
  'session.authority_not_kept': {
    title: 'Sichern Sie zuerst die Zertifizierungsstelle',
    what: 'Nur diese Seite hat die Zertifizierungsstelle. In Ihrem Konto registriert wäre sie nutzlos, sobald der Tab geschlossen ist.',
    todo: 'Öffnen Sie unten „Zertifizierungsstelle“, sichern Sie die Dateien oder laden Sie eigene, und beginnen Sie erneut.',
  },
  'session.mixed_simulation': {
    title: 'Simuliertes und Echtes lässt sich nicht mischen',
    what: 'Ein virtuelles Board gehört nur zum simulierten Konto, ein echtes zu einem echten.',
    todo: 'Verlassen Sie die Simulation, um mit Ihrem Board und Konto zu arbeiten.',
  },
  'telemetry.invalid_thing_name': {
    title: 'Ungültiger Thing-Name',
    what: '„{name|Das}“ kann nicht der Name eines Things sein.',
    todo: 'Wählen Sie eines aus der Liste.',
  },
  'telemetry.watch_refused': {
    title: 'Live-Daten sind blockiert',
    what: 'Die Schlüssel sind gültig, aber die Datenverbindung (ein WebSocket) kommt nicht zustande.',
    todo: 'Ein Proxy oder eine Firewall in diesem Netzwerk sperrt WebSockets. Versuchen Sie ein anderes Netzwerk, etwa den Hotspot eines Telefons.',
  },
  'telemetry.not_permitted': {
    title: 'Eine Berechtigung fehlt',
    what: 'Diese Schlüssel dürfen {action|das} für {resource|dieses Topic} nicht.',
    todo: watchPolicy,
  },
  'telemetry.shadow_refused': {
    title: 'Der Schalter funktioniert nicht',
    what: 'Daten kommen an, aber {action|der Device Shadow} ist nicht erlaubt.',
    todo: watchPolicy,
  },
  'telemetry.invalid_filter': {
    title: 'Kein Topic-Filter',
    what: 'Bei „{filter|diesem Text}“ würde AWS die Verbindung schließen.',
    todo: 'Benutzen Sie + und # nur für ganze Ebenen, # nur am Ende, höchstens 8 Ebenen und 256 Bytes.',
  },
  'telemetry.invalid_topic': {
    title: 'An dieses Topic kann man nicht senden',
    what: 'Bei „{topic|diesem Text}“ würde AWS die Verbindung schließen.',
    todo: 'Nennen Sie ein Topic ohne + und #, mit höchstens 8 Ebenen und 256 Bytes.',
  },
  'telemetry.too_many_filters': {
    title: 'Zu viele Topic-Filter',
    what: 'AWS erlaubt einer Verbindung höchstens {most|eine begrenzte Zahl} davon.',
    todo: 'Beenden Sie zuerst einige Abonnements.',
  },
  'telemetry.message_too_large': {
    title: 'Die Nachricht ist zu groß',
    what: 'Sie hat {size|mehr} Bytes; AWS nimmt höchstens {most|weniger}.',
    todo: 'Senden Sie weniger auf einmal.',
  },
  'telemetry.invalid_document': {
    title: 'Kein JSON-Objekt',
    what: 'Ein verlangter Zustand ist ein JSON-Objekt; das Feld zeigt ein Beispiel.',
    todo: 'Berichtigen Sie den Text.',
  },
  'telemetry.publish_lost': {
    title: 'AWS hat die Nachricht nicht bestätigt',
    what: 'Die Verbindung endete vorher. AWS beendet sie auch bei einer Nachricht, die diese Schlüssel nicht senden dürfen ({action|iot:Publish} für {resource|dieses Topic}).',
    todo: 'Versuchen Sie es noch einmal. Endet sie wieder, fehlt die Berechtigung.',
  },
  'telemetry.toggle_lost': {
    title: 'Der Schalter hat vielleicht nicht gewirkt',
    what: 'AWS hat die neue Einstellung nicht bestätigt. Auch mit einer getrennten Verbindung verweigert es {action|iot:Publish}.',
    todo: 'Versuchen Sie es noch einmal. Tritt der Fehler wieder auf, kopieren Sie die Richtlinie „Nur Live-Daten“ aus der Karte „AWS-Konto“ und fügen Sie sie in IAM dem Benutzer an.',
  },
};
