/** The page’s own: the browser around it, its files. */
import type { Errors } from '../shape';
import type { page as english } from './page.en';

export const page: Errors<typeof english> = {
  'page.picker_closed': {
    title: 'Kein Board gewählt',
    what: 'Die Liste wurde ohne Auswahl geschlossen.',
    todo: 'War das Board nicht in der Liste? Gehen Sie die Punkte unten durch und verbinden Sie noch einmal.',
  },
  'page.debugger_picker_closed': {
    title: 'Kein Debugger gewählt',
    what: 'Die Liste wurde ohne Auswahl geschlossen.',
    todo: 'Erlauben Sie den Debugger, damit die Seite die Firmware selbst lädt, oder machen Sie ohne ihn weiter. War er nicht in der Liste? Gehen Sie die Punkte unten durch.',
  },
  'page.port_in_other_tab': {
    title: 'Ihr anderer Tab hat das Board',
    what: 'Diese Seite ist in einem anderen Tab offen, und der spricht gerade mit dem Board.',
    todo: 'Machen Sie dort weiter; oder schließen Sie den Tab und fragen Sie hier noch einmal.',
  },
  'page.debugger_in_other_tab': {
    title: 'Ihr anderer Tab hat den Debugger',
    what: 'Diese Seite ist in einem anderen Tab offen, und der nutzt den Debugger eines Boards. Zwei zugleich würden einander stören.',
    todo: 'Machen Sie dort weiter; oder schließen Sie den Tab und erlauben Sie hier den Debugger noch einmal.',
  },
  'page.hid_unsupported': {
    title: 'Der Debugger ist hier nicht erreichbar',
    what: 'Dieser Browser hat kein WebHID, das der Debugger des Boards braucht: Auf Android gibt es keines.',
    todo: 'Der serielle Port funktioniert: Sie laden jedes Firmware-Image von Hand auf das Laufwerk. Auf einem Computer tun Chrome und Edge das für Sie.',
  },
  'page.hid_blocked': {
    title: 'Debugger sind abgeschaltet',
    what: 'Eine Richtlinie dieses Browsers oder der umgebenden Seite verwehrt Webseiten HID-Geräte.',
    todo: 'Fragen Sie, wer diesen Browser verwaltet; oder laden Sie jedes Firmware-Image von Hand auf das Laufwerk.',
  },
  'page.serial_unsupported': {
    title: 'Dieser Browser erreicht das Board nicht',
    what: 'Er hat kein Web Serial.',
    todo: 'Öffnen Sie diese Seite auf einem Computer in Chrome oder Edge. Hier können Sie Daten beobachten und die Simulation ausprobieren.',
  },
  'page.serial_insecure': {
    title: 'Diese Adresse ist nicht sicher',
    what: 'Browser geben Boards nur Seiten, die über https oder von diesem Computer geöffnet wurden.',
    todo: 'Öffnen Sie die Seite über https. Hier funktioniert nur die Simulation.',
  },
  'page.serial_blocked': {
    title: 'Serielle Ports sind abgeschaltet',
    what: 'Eine Richtlinie dieses Browsers oder der umgebenden Seite verwehrt Webseiten serielle Ports.',
    todo: 'Fragen Sie, wer diesen Browser verwaltet, oder öffnen Sie die Seite für sich allein. Daten beobachten und die Simulation gehen weiterhin.',
  },
  'page.serial_not_loaded': {
    title: 'Das Board ist noch nicht erreichbar',
    what: 'Der Teil dieser Seite, der mit Boards spricht, konnte nicht geladen werden.',
    todo: 'Prüfen Sie das Netz und laden Sie die Seite neu. Daten beobachten geht auch ohne ihn.',
  },
  'page.keys_insecure': {
    title: 'Hier werden keine Schlüssel angenommen',
    what: 'Diese Seite kam über einfaches http: Wer auf dem Weg sitzt, könnte sie verändert haben und Ihre Schlüssel lesen.',
    todo: 'Öffnen Sie sie unter einer Adresse, die mit https:// beginnt, oder mit http://localhost auf Ihrem eigenen Computer.',
  },
  'page.framed': {
    title: 'Hier werden keine Schlüssel angenommen',
    what: 'Diese Seite wird innerhalb einer anderen gezeigt, die Ihnen beim Tippen zusehen könnte.',
    todo: 'Öffnen Sie sie in einem eigenen Tab.',
  },
  'page.offline': {
    title: 'Sie sind offline',
    what: 'Dieser Computer hat kein Netzwerk.',
    todo: 'Das Board lässt sich weiter lesen; AWS wird erreicht, sobald das Netzwerk wieder da ist.',
  },
  'page.module_failed': {
    title: 'Die Seite wurde nicht ganz geladen',
    what: 'Ein Teil von ihr ließ sich nicht abrufen oder starten.',
    todo: 'Prüfen Sie das Netzwerk und versuchen Sie es noch einmal, oder laden Sie die Seite neu. Verbietet hier eine Richtlinie WebAssembly, nehmen Sie einen anderen Browser.',
  },
  'page.language_failed': {
    title: 'Die Sprache konnte nicht geladen werden',
    what: 'Ihre Texte ließen sich nicht abrufen. Alles geht in der Sprache weiter, die Sie sehen.',
    todo: 'Prüfen Sie das Netzwerk und wählen Sie sie noch einmal.',
  },
  'page.image_failed': {
    title: 'Das Image ist nicht da',
    what: 'Das Firmware-Image ließ sich von dieser Adresse nicht abrufen.',
    todo: 'Prüfen Sie das Netzwerk und laden Sie es noch einmal herunter.',
  },
  'page.file_failed': {
    title: 'Die Datei lässt sich nicht lesen',
    what: 'Der Browser konnte die gewählte Datei nicht lesen: Sie wurde verschoben oder ist nicht freigegeben.',
    todo: 'Wählen Sie sie noch einmal.',
  },
  'page.file_too_large': {
    title: 'Die Datei ist zu groß',
    what: 'Was hierher gehört, hat weit weniger als ein Megabyte.',
    todo: 'Wählen Sie die richtige Datei.',
  },
  'page.bad_archive': {
    title: 'Kein brauchbares Archiv',
    what: 'Die ZIP-Datei ist beschädigt oder von einer Art, die wir nicht lesen.',
    todo: 'Entpacken Sie sie und wählen Sie stattdessen den Ordner.',
  },
};
