/** The way to AWS, the keys, and what AWS says. */
import type { Errors } from '../shape';
import type { aws as english } from './aws.en';
import { ownFault } from './remedies.de';

export const aws: Errors<typeof english> = {
  'http.unreachable': {
    title: 'Keine Antwort',
    what: 'Eine Anfrage ging hinaus, und keine lesbare Antwort kam zurück.',
    todo: 'Prüfen Sie das Netzwerk: Ein Proxy, eine Firewall oder ein Werbeblocker hält sie vielleicht auf. Dann versuchen Sie es noch einmal.',
  },
  'http.too_large': {
    title: 'Zu viel kam zurück',
    what: 'Eine Antwort war viel größer, als sie sein sollte; wir haben aufgehört zu lesen.',
    todo: 'Prüfen Sie, dass kein Proxy anstelle von AWS antwortet. Dann versuchen Sie es noch einmal.',
  },
  'mqtt.refused': {
    title: 'AWS lehnt die Datenverbindung ab',
    what: 'Der WebSocket zum Datenendpunkt Ihres Kontos wurde abgewiesen. Warum, erfährt ein Browser nicht.',
    todo: 'Meist fehlt den Schlüsseln die Berechtigung iot:Connect: Vergleichen Sie sie mit der Richtlinie „Nur beobachten“ in der Karte AWS-Konto. Ein Proxy, der WebSockets sperrt, sieht genauso aus.',
  },
  'mqtt.connection_lost': {
    title: 'Die Datenverbindung ist abgerissen',
    what: 'Die Verbindung zu AWS endete. Das Board sendet weiter.',
    todo: 'Sie müssen nichts tun: Die Seite verbindet sich von selbst neu.',
  },
  'mqtt.subscription_refused': {
    title: 'Zuhören nicht erlaubt',
    what: 'AWS lehnt das Abonnieren ab: {topic|das Topic des Boards}.',
    todo: 'Die Schlüssel brauchen iot:Subscribe und iot:Receive: Kopieren Sie die Richtlinie „Nur beobachten“ aus der Karte AWS-Konto.',
  },
  'mqtt.not_connected': {
    title: 'Keine Datenverbindung',
    what: 'Im Moment kann nichts gesendet oder empfangen werden.',
    todo: 'Beginnen Sie das Beobachten neu.',
  },
  'mqtt.already_connected': {
    title: 'Schon verbunden',
    what: 'Es gibt schon eine Datenverbindung.',
    todo: ownFault,
  },
  'mqtt.invalid_topic': {
    title: 'Kein Topic',
    what: 'AWS nimmt kein solches Topic an: {topic|dieses}.',
    todo: ownFault,
  },
  'mqtt.unavailable': {
    title: 'Der Datenteil wurde nicht geladen',
    what: 'Der Teil dieser Seite, der Daten empfängt, ließ sich nicht abrufen oder ist stehen geblieben.',
    todo: 'Prüfen Sie das Netzwerk und beginnen Sie das Beobachten neu. Hilft das nicht, laden Sie die Seite neu.',
  },
  'aws.unknown_region': {
    title: 'Diese Region geht nicht',
    what: 'Die Boards unterstützen diese Region nicht: {region|die genannte}.',
    todo: 'Wählen Sie eine aus der Liste.',
  },
  'aws.credentials_unrecognised': {
    title: 'Keine Schlüssel darin',
    what: 'Der Text hat keine Form, die wir kennen.',
    todo: 'Fügen Sie die Zeilen ein, die AWS zeigt (export AWS_…, ein INI-Profil, den Inhalt der CSV-Datei, JSON), oder tippen Sie die beiden Schlüssel unten ein.',
  },
  'aws.credentials_missing': {
    title: 'Ein Teil fehlt',
    what: 'Es fehlt: {field|ein Schlüssel}.',
    todo: 'Ein Zugriffsschlüssel hat zwei Teile: die ID (sie beginnt mit AKIA oder ASIA) und den geheimen Schlüssel. Temporäre Schlüssel haben dazu ein Sitzungstoken.',
  },
  'aws.credentials_malformed': {
    title: 'Das ist noch kein Schlüssel',
    what: 'Etwas stimmt nicht ({field|Schlüssel}): {reason|Länge oder Zeichen sind nicht die eines Schlüssels}.',
    todo: 'Kopieren Sie ihn noch einmal ganz, ohne Leerzeichen und Anführungszeichen.',
  },
  'aws.credentials_swapped': {
    title: 'Die beiden sind vertauscht',
    what: 'Die Zugriffsschlüssel-ID steht dort, wo der geheime Schlüssel hingehört.',
    todo: 'Tauschen Sie die beiden Felder.',
  },
  'aws.credentials_not_a_key': {
    title: 'Das bezeichnet einen Benutzer, keinen Schlüssel',
    what: 'Eine ID, die mit {prefix|diesen Buchstaben} beginnt, bezeichnet in AWS einen Benutzer, eine Rolle oder eine Gruppe.',
    todo: 'Sie brauchen einen Zugriffsschlüssel: Öffnen Sie in der IAM-Konsole den Benutzer, dann „Sicherheitsanmeldeinformationen“ und „Zugriffsschlüssel erstellen“.',
  },
  'aws.unknown_key': {
    title: 'AWS kennt diesen Schlüssel nicht',
    what: 'Der Zugriffsschlüssel, der auf {key|…} endet, existiert nicht oder wurde deaktiviert oder gelöscht.',
    todo: 'Ein eben erstellter Schlüssel braucht einige Sekunden: Prüfen Sie ihn noch einmal. Sonst kopieren Sie ihn neu oder erstellen einen in IAM. Schlüssel für China und für die übrigen Regionen sind getrennt.',
  },
  'aws.signature_mismatch': {
    title: 'Der geheime Schlüssel ist falsch',
    what: 'AWS kennt die Zugriffsschlüssel-ID, aber der geheime Schlüssel gehört nicht dazu.',
    todo: 'Kopieren Sie den geheimen Zugriffsschlüssel noch einmal ganz. Ist er verloren, erstellen Sie einen neuen Zugriffsschlüssel: AWS zeigt den geheimen Teil nur einmal.',
  },
  'aws.token_expired': {
    title: 'Die Sitzung ist abgelaufen',
    what: 'Temporäre Schlüssel gelten einige Stunden; diese sind abgelaufen.',
    todo: 'Holen Sie sich neue, wo Sie diese herhaben, und fügen Sie sie ein.',
  },
  'aws.not_subscribed': {
    title: 'Das Konto ist noch nicht bereit',
    what: 'AWS hat dieses Konto noch nicht für den Dienst freigeschaltet.',
    todo: 'Schließen Sie die Registrierung in der AWS-Konsole ab (Zahlungsmethode, Bestätigungsanruf); ein neues Konto braucht einige Minuten.',
  },
  'aws.not_permitted': {
    title: 'Eine Berechtigung fehlt',
    what: 'Diese Schlüssel dürfen das nicht: {action|dieser Aufruf}.',
    todo: 'Geben Sie dem Benutzer in IAM die Berechtigung (die Anweisung liegt zum Kopieren bereit), warten Sie einige Sekunden und versuchen Sie es noch einmal.',
  },
  'aws.explicitly_denied': {
    title: 'Hier verboten',
    what: 'Eine Regel des Kontos verbietet diesen Schlüsseln {action|das} ({policy|ausdrückliche Verweigerung}).',
    todo: 'Eine weitere Berechtigung hilft nicht: Fragen Sie, wer das Konto oder die Organisation verwaltet, oder nehmen Sie ein anderes Konto.',
  },
  'aws.clock_skewed': {
    title: 'Die Uhr dieses Computers geht falsch',
    what: 'AWS duldet fünf Minuten; die Uhr hier weicht weiter ab, und unser Ausgleich half nicht.',
    todo: 'Stellen Sie Datum und Uhrzeit des Computers (am besten automatisch) und versuchen Sie es noch einmal.',
  },
  'aws.throttled': {
    title: 'AWS bittet um weniger Tempo',
    what: 'In diesem Konto liefen zu viele Anfragen; mehrmals zurückgestellt: {action|die Anfrage}.',
    todo: 'Warten Sie eine halbe Minute und versuchen Sie es noch einmal.',
  },
  'aws.conflict': {
    title: 'Es existiert schon, aber anders',
    what: 'AWS hat etwas mit diesem Namen oder Inhalt, das wir nicht ändern dürfen.',
    todo: 'Sehen Sie es sich in der AWS-Konsole an; löschen Sie es oder benennen Sie es um und versuchen Sie es noch einmal.',
  },
  'aws.in_use': {
    title: 'Noch in Gebrauch',
    what: 'AWS gibt etwas nicht frei, das anderswo angefügt ist ({action|Löschen}).',
    todo: 'Trennen Sie es zuerst in der AWS-Konsole und versuchen Sie es noch einmal.',
  },
  'aws.wrong_state': {
    title: 'In diesem Zustand nicht möglich',
    what: 'In dem Zustand, in dem das Zertifikat ist, lehnt AWS {action|das} ab.',
    todo: 'Sehen Sie sich das Zertifikat in der AWS-Konsole an und versuchen Sie es noch einmal.',
  },
  'aws.not_found': {
    title: 'Es ist nicht da',
    what: 'AWS findet nicht, worum es geht ({action|die Anfrage}).',
    todo: 'Vielleicht wurde es inzwischen gelöscht. Machen Sie weiter: Was fehlt, wird neu angelegt.',
  },
  'aws.invalid_request': {
    title: 'AWS nimmt diese Anfrage nicht an',
    what: 'AWS findet einen Fehler darin: {action|die Anfrage}.',
    todo: ownFault,
  },
  'aws.limit_exceeded': {
    title: 'Das Konto ist voll',
    what: 'Eine Grenze dieses Kontos ist erreicht ({action|die Anfrage}).',
    todo: 'Löschen Sie, was nicht gebraucht wird, oder erhöhen Sie die Grenze unter „Service Quotas“; dann versuchen Sie es noch einmal.',
  },
  'aws.service_failed': {
    title: 'AWS hat eine Störung',
    what: 'AWS antwortete mehrmals mit einem eigenen Fehler: {action|die Anfrage}.',
    todo: 'Warten Sie eine Minute und versuchen Sie es noch einmal. Größere Ausfälle zeigt das AWS Health Dashboard.',
  },
  'aws.refused': {
    title: 'AWS lehnt ab',
    what: 'AWS hat das abgelehnt: {action|die Anfrage}.',
    todo: 'Öffnen Sie die technischen Einzelheiten: Dort sagt AWS in eigenen Worten, warum. Beheben Sie das und versuchen Sie es noch einmal.',
  },
  'aws.bad_answer': {
    title: 'Eine seltsame Antwort',
    what: 'So würde AWS nicht antworten: {action|die Anfrage}.',
    todo: 'Vielleicht hat ein Proxy oder die Anmeldeseite eines WLANs anstelle von AWS geantwortet. Prüfen Sie das Netzwerk und versuchen Sie es noch einmal.',
  },
  'aws.host_blocked': {
    title: 'Ein Host ist gesperrt',
    what: 'Andere Hosts von AWS antworten, dieser nicht: {host|einer}.',
    todo: 'Bitten Sie, wer dieses Netzwerk verwaltet, ihn freizugeben, oder nehmen Sie ein anderes Netzwerk (den Hotspot eines Telefons).',
  },
  'aws.unreachable': {
    title: 'AWS antwortet nicht',
    what: 'Von hier führt kein Weg zu {host|AWS}.',
    todo: 'Prüfen Sie das Netzwerk: Sind Sie online? Dann versuchen Sie es noch einmal.',
  },
};
