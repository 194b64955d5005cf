/** Errors of the network, of the keys, and of AWS. */
import type { Errors } from '../shape';
import type { aws as english } from './aws.en';
import { ownFault } from './remedies.de';

export const aws: Errors<typeof english> = {
  'http.unreachable': {
    title: 'Keine Antwort',
    what: 'Auf eine Anfrage kam keine lesbare Antwort.',
    todo: 'Prüfen Sie das Netzwerk: Ein Proxy, eine Firewall oder ein Werbeblocker blockiert sie vielleicht. Dann versuchen Sie es noch einmal.',
  },
  'http.too_large': {
    title: 'Eine Antwort ist zu groß',
    what: 'Eine Antwort war viel größer als erwartet, deshalb hat die Seite sie nicht zu Ende gelesen.',
    todo: 'Prüfen Sie, dass kein Proxy anstelle von AWS antwortet. Dann versuchen Sie es noch einmal.',
  },
  'mqtt.upgrade_refused': {
    title: 'Die Datenverbindung kommt nicht zustande',
    what: 'Der WebSocket zum Datenendpunkt Ihres Kontos ließ sich nicht öffnen. Den Grund erfährt ein Browser nicht.',
    todo: 'Die Seite versucht es noch einmal. Bleibt es dabei, sperrt vielleicht ein Proxy oder eine Firewall WebSockets: Versuchen Sie ein anderes Netzwerk.',
  },
  'mqtt.session_refused': {
    title: 'AWS lehnt die Datenverbindung ab',
    what: 'Der WebSocket zum Datenendpunkt Ihres Kontos wurde geöffnet, aber AWS hat ihn gleich wieder geschlossen.',
    todo: 'Wahrscheinlich fehlt den Schlüsseln die Berechtigung iot:Connect: Vergleichen Sie sie mit der Richtlinie „Nur Live-Daten“ in der Karte „AWS-Konto“.',
  },
  'mqtt.refused': {
    title: 'AWS lehnt die Datenverbindung ab',
    what: 'AWS hat den WebSocket zum Datenendpunkt Ihres Kontos abgelehnt. Den Grund erfährt ein Browser nicht.',
    todo: 'Meist fehlt den Schlüsseln die Berechtigung iot:Connect: Vergleichen Sie sie mit der Richtlinie „Nur Live-Daten“ in der Karte „AWS-Konto“. Ein Proxy, der WebSockets sperrt, wirkt genauso.',
  },
  'mqtt.connection_lost': {
    title: 'Die Datenverbindung ist abgerissen',
    what: 'Die Verbindung zu AWS endete. Das Board sendet weiter.',
    todo: 'Sie müssen nichts tun: Die Seite verbindet sich von selbst neu.',
  },
  'mqtt.subscription_refused': {
    title: 'Abonnieren nicht erlaubt',
    what: 'AWS lehnt das Abonnieren ab: {topic|das Topic des Boards}.',
    todo: 'Die Schlüssel brauchen iot:Subscribe und iot:Receive: Kopieren Sie die Richtlinie „Nur Live-Daten“ aus der Karte „AWS-Konto“.',
  },
  'mqtt.not_connected': {
    title: 'Keine Datenverbindung',
    what: 'Im Moment kann nichts gesendet oder empfangen werden.',
    todo: 'Starten Sie die Live-Daten neu.',
  },
  'mqtt.already_connected': {
    title: 'Schon verbunden',
    what: 'Es gibt schon eine Datenverbindung.',
    todo: ownFault,
  },
  'mqtt.invalid_topic': {
    title: 'Ungültiges Topic',
    what: 'AWS nimmt kein solches Topic an: {topic|dieses}.',
    todo: ownFault,
  },
  'mqtt.unavailable': {
    title: 'Live-Daten konnten nicht geladen werden',
    what: 'Der Teil dieser Seite, der Daten empfängt, ließ sich nicht abrufen oder ist stehen geblieben.',
    todo: 'Prüfen Sie das Netzwerk und starten Sie die Live-Daten neu. Hilft das nicht, laden Sie die Seite neu.',
  },
  'aws.unknown_region': {
    title: 'Diese Region wird nicht unterstützt',
    what: 'Die Boards unterstützen diese Region nicht: {region|die genannte}.',
    todo: 'Wählen Sie eine aus der Liste.',
  },
  'aws.credentials_unrecognised': {
    title: 'Keine Schlüssel gefunden',
    what: 'Der Text enthält keinen Zugriffsschlüssel in einer Form, die diese Seite kennt.',
    todo: 'Fügen Sie ein, was AWS anzeigt (Zeilen mit export AWS_…, ein Profil, den Inhalt der CSV-Datei, JSON), oder tippen Sie die beiden Schlüssel unten ein.',
  },
  'aws.credentials_ambiguous': {
    title: 'Der Text enthält mehrere Schlüssel',
    what: 'Der Text enthält mehr als eine Zugriffsschlüssel-ID oder mehr als einen geheimen Schlüssel und sagt nicht, was zusammengehört.',
    todo: 'Fügen Sie nur eine Zugriffsschlüssel-ID und ihren geheimen Schlüssel ein.',
  },
  'aws.credentials_missing': {
    title: 'Ein Teil fehlt',
    what: 'Es fehlt: {field|ein Schlüssel}.',
    todo: 'Ein Zugriffsschlüssel hat zwei Teile: die ID (sie beginnt mit AKIA oder ASIA) und den geheimen Schlüssel. Temporäre Schlüssel haben dazu ein Sitzungstoken.',
  },
  'aws.credentials_malformed': {
    title: 'Das ist kein gültiger Schlüssel',
    what: 'Etwas stimmt nicht ({field|Schlüssel}): {reason|Länge oder Zeichen sind nicht die eines Schlüssels}{character|}.',
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
    todo: 'Ein neuer Schlüssel ist erst nach einigen Sekunden aktiv: Versuchen Sie es erneut. Sonst kopieren Sie ihn noch einmal oder erstellen in IAM einen neuen. AWS China und AWS Global haben getrennte Schlüssel.',
  },
  'aws.signature_mismatch': {
    title: 'Der geheime Schlüssel ist falsch',
    what: 'AWS kennt die Zugriffsschlüssel-ID, aber der geheime Schlüssel gehört nicht dazu.',
    todo: 'Kopieren Sie den geheimen Zugriffsschlüssel noch einmal ganz. Ist er verloren, erstellen Sie einen neuen Zugriffsschlüssel: AWS zeigt den geheimen Teil nur einmal.',
  },
  'aws.token_expired': {
    title: 'Die Sitzung ist abgelaufen',
    what: 'Temporäre Schlüssel gelten einige Stunden; diese sind abgelaufen.',
    todo: 'Holen Sie sich dort neue, wo Sie diese bekommen haben, und fügen Sie sie ein.',
  },
  'aws.not_subscribed': {
    title: 'Das Konto ist noch nicht bereit',
    what: 'AWS hat dieses Konto noch nicht für den Dienst freigeschaltet.',
    todo: 'Schließen Sie die Registrierung in der AWS-Konsole ab (Zahlungsmethode, Bestätigungsanruf); ein neues Konto braucht einige Minuten.',
  },
  'aws.not_permitted': {
    title: 'Eine Berechtigung fehlt',
    what: 'Diese Schlüssel sind dafür nicht berechtigt: {action|dieser Aufruf}.',
    todo: 'Geben Sie dem Benutzer in IAM die Berechtigung (die Anweisung liegt zum Kopieren bereit), warten Sie einige Sekunden und versuchen Sie es noch einmal.',
  },
  'aws.explicitly_denied': {
    title: 'Ausdrücklich verboten',
    what: 'Eine Regel des Kontos verbietet diesen Schlüsseln {action|das} ({policy|ausdrückliche Verweigerung}).',
    todo: 'Eine weitere Berechtigung hilft nicht: Fragen Sie die Verwaltung des Kontos oder der Organisation, oder nehmen Sie ein anderes Konto.',
  },
  'aws.clock_skewed': {
    title: 'Die Uhr dieses Computers geht falsch',
    what: 'AWS duldet fünf Minuten; die Uhr hier weicht weiter ab, und die Seite konnte das nicht ausgleichen.',
    todo: 'Stellen Sie Datum und Uhrzeit des Computers (am besten automatisch) und versuchen Sie es noch einmal.',
  },
  'aws.throttled': {
    title: 'AWS begrenzt die Zahl der Anfragen',
    what: 'In diesem Konto gab es zu viele Anfragen. Mehrmals abgelehnt: {action|die Anfrage}.',
    todo: 'Warten Sie eine halbe Minute und versuchen Sie es noch einmal.',
  },
  'aws.conflict': {
    title: 'Der Name ist schon vergeben',
    what: 'Im Konto gibt es schon etwas mit diesem Namen oder Inhalt, das die Seite nicht ändern darf.',
    todo: 'Sehen Sie es sich in der AWS-Konsole an; löschen Sie es oder benennen Sie es um und versuchen Sie es noch einmal.',
  },
  'aws.in_use': {
    title: 'Noch in Gebrauch',
    what: 'AWS lehnt das ab, solange es noch anderswo angefügt ist ({action|Löschen}).',
    todo: 'Trennen Sie es zuerst in der AWS-Konsole und versuchen Sie es noch einmal.',
  },
  'aws.wrong_state': {
    title: 'In diesem Zustand nicht möglich',
    what: 'Das Zertifikat ist in einem Zustand, in dem AWS {action|das} ablehnt.',
    todo: 'Sehen Sie sich das Zertifikat in der AWS-Konsole an und versuchen Sie es noch einmal.',
  },
  'aws.not_found': {
    title: 'In AWS nicht gefunden',
    what: 'Was die Anfrage nennt, gibt es in AWS nicht ({action|die Anfrage}).',
    todo: 'Vielleicht wurde es inzwischen gelöscht. Machen Sie weiter: Was fehlt, wird neu angelegt.',
  },
  'aws.invalid_request': {
    title: 'AWS nimmt diese Anfrage nicht an',
    what: 'AWS findet einen Fehler darin: {action|die Anfrage}.',
    todo: ownFault,
  },
  'aws.limit_exceeded': {
    title: 'Eine Grenze des Kontos ist erreicht',
    what: 'Das Konto kann davon nicht mehr aufnehmen ({action|die Anfrage}).',
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
    title: 'Eine unerwartete Antwort',
    what: 'Diese Antwort stammt nicht von AWS: {action|die Anfrage}.',
    todo: 'Vielleicht hat ein Proxy oder die Anmeldeseite eines WLANs anstelle von AWS geantwortet. Prüfen Sie das Netzwerk und versuchen Sie es noch einmal.',
  },
  'aws.host_blocked': {
    title: 'Ein Host ist gesperrt',
    what: 'Andere Hosts von AWS antworten, dieser nicht: {host|einer}.',
    todo: 'Bitten Sie die Verwaltung dieses Netzwerks, ihn freizugeben, oder nehmen Sie ein anderes Netzwerk (den Hotspot eines Telefons).',
  },
  'aws.unreachable': {
    title: 'AWS antwortet nicht',
    what: 'Aus diesem Netzwerk ist {host|AWS} nicht erreichbar.',
    todo: 'Prüfen Sie das Netzwerk: Sind Sie online? Dann versuchen Sie es noch einmal.',
  },
};
