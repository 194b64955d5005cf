/** The page’s own errors: the browser, other tabs, files. */
import type { Errors } from '../shape';
import type { page as english } from './page.en';
import type { pageWork } from './page_work.en';

export const page: Errors<typeof english & typeof pageWork> = {
  'page.picker_closed': {
    title: 'Kein Board gewählt',
    what: 'Die Liste wurde ohne Auswahl geschlossen.',
    todo: 'Stand das Board nicht in der Liste, gehen Sie die Punkte unten durch und verbinden Sie es dann.',
  },
  'page.debugger_picker_closed': {
    title: 'Kein Debugger gewählt',
    what: 'Die Liste wurde ohne Auswahl geschlossen.',
    todo: 'Erlauben Sie den Debugger, damit die Seite das Board programmieren kann, oder machen Sie ohne ihn weiter. Stand er nicht in der Liste, gehen Sie die Punkte unten durch.',
  },
  'page.port_in_other_tab': {
    title: 'Ein anderer Tab nutzt das Board',
    what: 'Diese Seite ist in einem anderen Tab offen, der mit dem Board verbunden ist.',
    todo: 'Machen Sie dort weiter. Oder verwenden Sie das Board hier; jener Tab hört dann damit auf.',
  },
  'page.taken_over': {
    title: 'Weiter in einem anderen Tab',
    what: 'Das Board wurde in einem anderen Tab übernommen. Dieser Tab hat darum angehalten und es getrennt.',
    todo: 'Machen Sie dort weiter. Um das Board wieder hier zu verwenden, verbinden Sie es.',
  },
  'page.debugger_in_other_tab': {
    title: 'Ein anderer Tab nutzt den Debugger',
    what: 'Diese Seite ist in einem anderen Tab offen, der den Debugger eines Boards nutzt. Zwei Tabs können das nicht zugleich.',
    todo: 'Machen Sie dort weiter. Oder schließen Sie jenen Tab und erlauben Sie den Debugger hier noch einmal.',
  },
  'page.hid_unsupported': {
    title: 'Dieser Browser kann den Debugger nicht nutzen',
    what: 'Der Browser hat kein WebHID, das die Seite für den Debugger des Boards braucht.',
    todo: 'Der serielle Port funktioniert. Ziehen Sie jedes Firmware-Image selbst auf das Laufwerk des Boards, oder nehmen Sie einen Browser mit WebHID, etwa Chrome oder Edge auf einem Computer.',
  },
  'page.hid_blocked': {
    title: 'HID-Geräte sind gesperrt',
    what: 'Eine Richtlinie des Browsers oder die Seite, in die diese eingebettet ist, sperrt HID-Geräte wie den Debugger des Boards.',
    todo: 'Wenden Sie sich an die Verwaltung dieses Browsers, oder ziehen Sie jedes Firmware-Image selbst auf das Laufwerk des Boards.',
  },
  'page.serial_unsupported': {
    title: 'Dieser Browser kann nicht mit dem Board sprechen',
    what: 'Der Browser hat kein Web Serial, das die Seite für das Board braucht.',
    todo: 'Öffnen Sie diese Seite in einem Browser mit Web Serial, etwa Chrome oder Edge auf einem Computer. Hier können Sie Live-Daten ansehen und die Simulation ausprobieren.',
  },
  'page.serial_insecure': {
    title: 'Diese Adresse ist nicht sicher',
    what: 'Browser erlauben USB-Geräte nur auf Seiten, die über https oder von diesem Computer geladen wurden.',
    todo: 'Öffnen Sie die Seite über https. Hier funktioniert nur die Simulation.',
  },
  'page.serial_blocked': {
    title: 'Serielle Ports sind gesperrt',
    what: 'Eine Richtlinie des Browsers oder die Seite, in die diese eingebettet ist, sperrt serielle Ports.',
    todo: 'Wenden Sie sich an die Verwaltung dieses Browsers, oder öffnen Sie die Seite in einem eigenen Tab. Live-Daten und Simulation funktionieren weiterhin.',
  },
  'page.serial_not_loaded': {
    title: 'Der Teil für die Boards fehlt',
    what: 'Der Teil dieser Seite, der mit Boards spricht, konnte nicht geladen werden.',
    todo: 'Prüfen Sie das Netz und laden Sie die Seite neu. Live-Daten gehen auch ohne ihn.',
  },
  'page.keys_insecure': {
    title: 'Keine Schlüssel auf einer unsicheren Seite',
    what: 'Diese Seite wurde über einfaches http geladen. Andere im Netzwerk könnten sie verändert haben und Ihre Schlüssel lesen.',
    todo: 'Öffnen Sie sie unter einer Adresse, die mit https:// beginnt, oder mit http://localhost auf Ihrem eigenen Computer.',
  },
  'page.foreign_worker': {
    title: 'Keine Schlüssel unter fremder Kontrolle',
    what: 'Eine andere Seite derselben Adresse hat einen Service Worker installiert. Er kontrolliert diese Seite und könnte Ihnen beim Tippen zusehen.',
    todo: 'Öffnen Sie diese Seite unter einer eigenen Adresse (Hostname), oder löschen Sie im Browser die Daten dieser Website und laden Sie neu.',
  },
  'page.framed': {
    title: 'Keine Schlüssel auf einer eingebetteten Seite',
    what: 'Diese Seite wird innerhalb einer anderen gezeigt, die Ihnen beim Tippen zusehen könnte.',
    todo: 'Öffnen Sie sie in einem eigenen Tab.',
  },
  'page.offline': {
    title: 'Sie sind offline',
    what: 'Dieser Computer hat kein Netzwerk.',
    todo: 'Das Board lässt sich weiter lesen; AWS wird erreicht, sobald das Netzwerk wieder da ist.',
  },
  'page.module_failed': {
    title: 'Ein Teil der Seite wurde nicht geladen',
    what: 'Er ließ sich nicht abrufen oder nicht starten.',
    todo: 'Prüfen Sie das Netzwerk und versuchen Sie es noch einmal, oder laden Sie die Seite neu. Verbietet hier eine Richtlinie WebAssembly, nehmen Sie einen anderen Browser.',
  },
  'page.core_stopped': {
    title: 'Ein Teil dieser Seite ist stehen geblieben',
    what: 'Ein interner Fehler hat alle Vorgänge beendet. Was schon auf das Board und in AWS geschrieben wurde, bleibt erhalten.',
    todo: 'Laden Sie die Seite neu, geben Sie Ihre Schlüssel ein und provisionieren Sie noch einmal. Der Vorgang macht weiter, wo er aufgehört hat.',
  },
  'page.language_failed': {
    title: 'Die Sprache konnte nicht geladen werden',
    what: 'Ihre Texte ließen sich nicht abrufen. Alles geht in der Sprache weiter, die Sie sehen.',
    todo: 'Prüfen Sie das Netzwerk und wählen Sie sie noch einmal.',
  },
  'page.image_failed': {
    title: 'Das Image ließ sich nicht herunterladen',
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
    what: 'Dateien für diesen Zweck sind viel kleiner als ein Megabyte.',
    todo: 'Wählen Sie die richtige Datei.',
  },
  'page.archive_too_large': {
    title: 'Zu viele oder zu große Dateien',
    what: 'Das Archiv oder der Ordner enthält mehr als 2.000 Dateien oder 16 MB, weit mehr als eine Zertifizierungsstelle braucht.',
    todo: 'Wählen Sie den Ordner „.microchip-iot“ oder eine ZIP-Datei, die nur diesen Ordner enthält.',
  },
  'page.wrong_passphrase': {
    title: 'Das ist nicht die Passphrase',
    what: 'Die Zertifizierungsstelle in diesem Browser lässt sich damit nicht öffnen.',
    todo: 'Suchen Sie nach Tippfehlern; Groß- und Kleinschreibung sind egal. Ist sie verloren, benutzen Sie die gesicherten Dateien.',
  },
  'page.authority_not_stored': {
    title: 'Der Browser behält die Zertifizierungsstelle nicht',
    what: 'Der Browser konnte sie nicht speichern oder lesen, meist wegen eines privaten Fensters oder eines vollen Datenträgers.',
    todo: 'Sichern Sie stattdessen die Dateien.',
  },
  'page.folder_failed': {
    title: 'Der Ordner ist nicht verwendbar',
    what: 'Der Browser konnte den gewählten Ordner nicht lesen oder nicht beschreiben.',
    todo: 'Wählen Sie einen anderen und erlauben Sie der Seite, ihn zu bearbeiten, oder sichern Sie stattdessen die Dateien.',
  },
  'page.bad_archive': {
    title: 'Diese ZIP-Datei ist nicht verwendbar',
    what: 'Die ZIP-Datei ist beschädigt oder nutzt etwas, das diese Seite nicht unterstützt.',
    todo: 'Entpacken Sie sie und wählen Sie stattdessen den Ordner.',
  },
};
