/** Die Seiten der Hilfe. */
import type { Docs } from '../docs';

export const docs: Docs = {
  title: 'Hilfe',
  pages: 'Seiten der Hilfe',
  guide: {
    title: 'Die vier Schritte',
    words: 'Die Anleitung von Microchip hat vier Schritte. Hier folgen sie der Reihe der Karten.',
    parts: [
      {
        title: '1. Konto vorbereiten',
        words:
          'Die Anleitung legt in der AWS-Konsole eine Richtlinie, eine Gruppe, einen Benutzer und einen Zugriffsschlüssel an. Hier zeigt die Karte „AWS-Konto“ die kleinste Richtlinie zum Kopieren. Mit Schlüsseln eines Administrators legt die Ansicht „Konto“ einen solchen Benutzer für Sie an.',
      },
      {
        title: '2. Board provisionieren',
        words:
          'Die Anleitung installiert Python-Werkzeuge und ruft iotprovision auf. Hier verbinden Sie das Board, nennen ein WLAN und klicken auf „Board provisionieren“. Vorher kann die Seite zeigen, was sie schreiben wird.',
      },
      {
        title: '3. Daten sehen',
        words:
          'Die Anleitung abonniert das Topic des Boards im Testclient der Konsole. Hier erscheinen die Live-Daten von selbst. Für andere Topics hat die Ansicht „Live“ einen MQTT-Explorer.',
      },
      {
        title: '4. Weitere Boards',
        words:
          'Verbinden Sie das nächste Board: Konto, Verfahren und WLAN bleiben. „Viele Boards“ provisioniert alle verbundenen Boards zugleich.',
      },
    ],
  },
  security: {
    title: 'Sicherheit',
    words:
      'Hinter dieser Seite steht kein Server. Sie spricht über USB mit Ihrem Board und über HTTPS und WebSockets mit AWS.',
    parts: [
      {
        title: 'Ihre AWS-Schlüssel',
        words:
          'Sie signieren in diesem Tab Anfragen an AWS und bleiben nur in seinem Speicher. „Schlüssel vergessen“, Schließen oder Neuladen entfernt sie. Der geheime Schlüssel selbst wird nie gesendet; AWS bekommt Signaturen.',
      },
      {
        title: 'Das WLAN-Passwort',
        words: 'Es geht über USB an das Board und an niemanden sonst. Das Board speichert es.',
      },
      {
        title: 'Der Schlüssel des Boards',
        words:
          'Der private Schlüssel ist im Secure Element entstanden und verlässt es nie. Die Seite liest den öffentlichen Schlüssel und stellt dafür ein Zertifikat aus.',
      },
      {
        title: 'Die Zertifizierungsstelle',
        words:
          'Ihre privaten Schlüssel entstehen im Speicher dieses Tabs. Sie sind weg, sobald Sie ihn schließen, außer Sie speichern die Dateien oder bewahren sie mit einer Passphrase gesichert auf.',
      },
      {
        title: 'So prüfen Sie es nach',
        words:
          'Öffnen Sie in den Entwicklerwerkzeugen des Browsers „Netzwerk“: Anfragen gehen nur an die Adresse dieser Seite und an AWS. Die Content Security Policy im Quelltext der Seite nennt jeden erreichbaren Host. Das Protokoll zeigt jede Anfrage an AWS.',
      },
    ],
  },
  workshop: {
    title: 'Einen Workshop halten',
    words: 'Für einen Raum, in dem alle einen Computer mitbringen und ein Board bekommen.',
    parts: [
      {
        title: 'Vorher',
        words:
          'Sie brauchen ein WLAN mit 2,4 GHz ohne Anmeldeseite, das die Ports 8883 und 443 durchlässt, USB-Datenkabel und auf jedem Computer Chrome oder Edge. Provisionieren Sie ein Board im WLAN des Raums und machen Sie den Hardware-Test.',
      },
      {
        title: 'Schlüssel',
        words:
          'Gibt Ihre Veranstaltung allen ein eigenes AWS-Konto, fügen sie dessen Zugangsdaten ein. In einem gemeinsamen Konto legen Sie einen Benutzer mit der Richtlinie zum Provisionieren an und löschen ihn danach.',
      },
      {
        title: 'Ein Link für alle',
        words:
          'Ein Link kann Region, WLAN und Titel vorschlagen: #/setup?region=eu-west-1&ssid=Workshop&title=IoT-Tag. Schreiben Sie nie Schlüssel oder Passwörter hinein. Drucken Sie das Handout mit der Adresse.',
      },
      {
        title: 'Währenddessen',
        words: 'Die Ansicht „Live“ zeigt alle Boards des Kontos, zuerst die mit Schwierigkeiten.',
      },
      {
        title: 'Danach',
        words:
          'Die Ansicht „Konto“ zeigt, was Boards im Konto hinterlassen haben, und entfernt, was Sie auswählen.',
      },
    ],
  },
  troubles: {
    title: 'Schwierigkeiten und ihre Zeichen',
    words: 'Wenn hier nichts passt, erstellen Sie eine Support-Datei oder testen Sie die Hardware.',
    parts: [
      {
        title: 'Das Board steht nicht in der Liste des Browsers',
        words:
          'Nehmen Sie ein anderes Kabel: Viele laden nur. Schließen Sie andere Programme, die den Anschluss nutzen. Unter Linux zeigt die Karte „Board“ die Regel, die Ihnen Zugriff gibt.',
      },
      {
        title: 'Blau blinkt weiter',
        words:
          'Das Board kommt nicht ins WLAN. Prüfen Sie Name und Passwort. Das Netz braucht 2,4 GHz und darf keine Anmeldeseite haben.',
      },
      {
        title: 'Blau leuchtet, Grün blinkt',
        words: 'Das Board ist im Netz, erreicht aber AWS nicht. Das Netz muss Port 8883 durchlassen.',
      },
      {
        title: 'Gelb blinkt, aber es gibt kein Diagramm',
        words:
          'Das Board sendet, aber diese Seite darf nicht mithören. Ihre Schlüssel brauchen die Richtlinie für Live-Daten.',
      },
      {
        title: 'Rot leuchtet',
        words:
          'Ziehen Sie das Kabel und stecken Sie es wieder ein. Bleibt Rot an, provisionieren Sie das Board erneut.',
      },
      {
        title: 'AWS lehnt Ihre Schlüssel ab',
        words:
          'Ein neuer Schlüssel braucht ein paar Sekunden. Temporäre Schlüssel enden nach einigen Stunden. Die Karte „AWS-Konto“ nennt die fehlende Berechtigung.',
      },
    ],
  },
  links: { support: 'Support-Datei erstellen', check: 'Hardware-Test', print: 'Handout drucken' },
  handout: {
    title: 'Handout',
    heading: 'Ihr Board in der Cloud',
    open: 'Öffnen Sie diese Adresse in Chrome oder Edge:',
    todo: 'Was zu tun ist',
    steps: [
      'Verbinden Sie das Board mit dem USB-Kabel mit Ihrem Computer.',
      'Klicken Sie auf „Board verbinden“ und wählen Sie das Board in beiden Listen des Browsers.',
      'Geben Sie die AWS-Schlüssel und das WLAN ein, die Sie bekommen haben.',
      'Klicken Sie auf „Board provisionieren“. Nach etwa einer Minute erscheinen Licht und Temperatur Ihres Boards.',
    ],
    lights: 'Was die LEDs bedeuten',
    troubles: 'Wenn etwas nicht klappt',
    help: [
      ['Das Board steht nicht in der Liste', 'Nehmen Sie ein anderes USB-Kabel. Manche laden nur.'],
      ['Blau blinkt weiter', 'Prüfen Sie Name und Passwort des WLANs.'],
      ['Es hält an', 'Nichts ist verloren. Stecken Sie das Board wieder ein und klicken Sie auf „Weiter“.'],
    ],
  },
};
