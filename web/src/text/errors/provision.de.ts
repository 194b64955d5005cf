/** The jobs, the session that runs them, and the data that follows. */
import type { Errors } from '../shape';
import type { provision as english } from './provision.en';
import { replug } from './remedies.de';

const watchPolicy =
  'Kopieren Sie die Richtlinie „Nur beobachten“ aus der Karte AWS-Konto, fügen Sie sie in IAM dem Benutzer an und beobachten Sie noch einmal.';

export const provision: Errors<typeof english> = {
  'provision.sandbox_account': {
    title: 'Das ist Microchips Sandbox-Konto',
    what: 'Der Endpunkt {endpoint|dieser Schlüssel} gehört zur Sandbox, auf die Boards ab Werk eingestellt sind. Wir dürfen daran nichts ändern.',
    todo: 'Geben Sie Schlüssel Ihres eigenen AWS-Kontos ein.',
  },
  'provision.policy_differs': {
    title: 'Eine andere Richtlinie heißt schon so',
    what: 'Im Konto gibt es eine Richtlinie {policy|zt_policy}, die etwas anderes erlaubt. Wir dürfen sie weder ändern noch anfügen.',
    todo: 'Benennen Sie Ihre in der AWS-Konsole um (kopieren, dann die alte löschen) und machen Sie weiter.',
  },
  'provision.bad_signature_from_board': {
    title: 'Das Board hat seinen Schlüssel nicht bewiesen',
    what: 'Das Board hat signiert, aber die Signatur passt nicht zu seinem öffentlichen Schlüssel. Nichts wurde geschrieben.',
    todo: replug,
  },
  'provision.key_missing': {
    title: 'Das Board hat keinen Schlüssel',
    what: 'In Slot 0 des Secure Elements ist kein privater Schlüssel.',
    todo: 'Der Chip dieses Boards wurde nie für die Cloud eingerichtet: Es muss zurück zum Hersteller.',
  },
  'provision.old_module_firmware': {
    title: 'Die Firmware des WLAN-Moduls ist alt',
    what: 'Es hat {found|eine alte Version}; empfohlen ist {required|eine neuere}.',
    todo: 'Sie können weitermachen: Fehlt das Root-Zertifikat, das AWS IoT braucht, wird es ergänzt. Verbindet sich das Board danach nicht, aktualisieren Sie das Modul mit Microchips Werkzeug.',
  },
  'provision.damaged_store': {
    title: 'Der Zertifikatsspeicher war beschädigt',
    what: 'Was im WLAN-Modul des Boards steht, lässt sich nicht lesen.',
    todo: 'Sie müssen nichts tun: Er wird neu geschrieben.',
  },
  'session.no_board': {
    title: 'Das Board ist nicht mehr da',
    what: 'Es wurde von dieser Seite getrennt.',
    todo: 'Verbinden Sie es noch einmal.',
  },
  'session.board_gone': {
    title: 'Das Board ist abgezogen',
    what: 'Hierfür wird das Board gebraucht.',
    todo: 'Stecken Sie es an: Wir machen dort weiter.',
  },
  'session.board_busy': {
    title: 'Das Board ist beschäftigt',
    what: 'Auf diesem Board läuft etwas anderes.',
    todo: 'Warten Sie, bis es fertig ist.',
  },
  'session.no_account': {
    title: 'Noch kein AWS-Konto',
    what: 'Hierfür werden Schlüssel eines Kontos gebraucht.',
    todo: 'Geben Sie sie in der Karte AWS-Konto ein.',
  },
  'session.not_watching': {
    title: 'Nichts wird beobachtet',
    what: 'Der Schalter wirkt, während Daten beobachtet werden.',
    todo: 'Beginnen Sie zuerst das Beobachten.',
  },
  'session.wrong_firmware': {
    title: 'Eine andere Firmware wird gebraucht',
    what: 'Auf dem Board läuft die Firmware „{found|andere}“; hierfür wird „{wanted|andere}“ gebraucht.',
    todo: 'Laden Sie sie: Wie, sagt die Karte Board.',
  },
  'session.unknown_firmware': {
    title: 'Unbekannte Firmware',
    what: 'An diesem Port antwortet nichts, was wir kennen.',
    todo: 'Drücken Sie die Reset-Taste des Boards oder laden Sie die Provisioning-Firmware und fragen Sie noch einmal.',
  },
  'session.mixed_simulation': {
    title: 'Simulation und Wirklichkeit mischen sich nicht',
    what: 'Ein virtuelles Board gehört nur zum simulierten Konto, ein echtes zu einem echten.',
    todo: 'Verlassen Sie die Simulation, um mit Ihrem Board und Konto zu arbeiten.',
  },
  'telemetry.invalid_thing_name': {
    title: 'Kein Name eines Things',
    what: '„{name|Das}“ kann nicht der Name eines Things sein.',
    todo: 'Wählen Sie eines aus der Liste.',
  },
  'telemetry.watch_refused': {
    title: 'Kein Weg für die Daten',
    what: 'Die Schlüssel sind gut, aber die Datenverbindung (ein WebSocket) kommt nicht zustande.',
    todo: 'Etwas zwischen hier und AWS lässt keine WebSockets durch: Versuchen Sie ein anderes Netzwerk, etwa den Hotspot eines Telefons.',
  },
  'telemetry.not_permitted': {
    title: 'Eine Berechtigung fehlt',
    what: 'Diese Schlüssel dürfen {action|das} nicht, also können keine Daten empfangen werden.',
    todo: watchPolicy,
  },
  'telemetry.shadow_refused': {
    title: 'Der Schalter funktioniert nicht',
    what: 'Die Daten kommen, aber {action|der Device Shadow} ist nicht erlaubt.',
    todo: watchPolicy,
  },
  'telemetry.toggle_lost': {
    title: 'Der Schalter hat vielleicht nicht gewirkt',
    what: 'AWS hat die neue Einstellung nicht bestätigt. Auch mit einer getrennten Verbindung verweigert es {action|iot:Publish}.',
    todo: 'Versuchen Sie es noch einmal. Passiert es wieder, kopieren Sie die Richtlinie „Nur beobachten“ aus der Karte AWS-Konto und fügen Sie sie in IAM dem Benutzer an.',
  },
};
