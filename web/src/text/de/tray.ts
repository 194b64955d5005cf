/** Die Texte der Ansicht mit vielen Boards nebeneinander. */
import { duration } from '../format';
import type { Language } from '../shape';

export const tray: Language['tray'] = {
  words:
    'Alle Boards bekommen dasselbe Konto, dieselbe Methode und dasselbe WLAN. Jedes wird für sich eingerichtet: Scheitert eines, machen die anderen weiter.',
  oneBoard: 'Ein Board nach dem anderen',
  settings: {
    account: 'AWS-Konto',
    noAccount: 'Verbinden Sie zuerst Ihr AWS-Konto.',
    toSetup: 'Zum Einrichten',
    method: 'AWS registriert die Boards',
    change: 'Ändern',
    wifi: 'WLAN',
    noWifi: 'Nicht gewählt',
    keeps: 'Jedes Board behält sein Netz',
    keep: 'Jedem Board sein Netz lassen',
    memory: 'Das Passwort bleibt für die nächsten Boards im Speicher dieses Tabs, bis Sie das Konto trennen.',
  },
  count: (boards, all) => (all > 0 ? `${boards} von ${all}` : String(boards)),
  seen: 'Boards bisher',
  passed: 'bestanden',
  failed: 'gescheitert',
  running: 'in Arbeit',
  total: 'Boards insgesamt',
  provision: (boards) => (boards === 1 ? '1 Board einrichten' : `Alle ${boards} Boards einrichten`),
  continueAll: (boards) =>
    boards === 1 ? 'Mit 1 Board fortfahren' : `Mit allen ${boards} Boards fortfahren`,
  nothingToStart: 'Alle einrichten',
  armed: {
    offer: 'Boards beim Einstecken starten …',
    question: (account) =>
      `Ab jetzt wird jedes fabrikneue Board, das Sie einstecken, ohne weitere Frage gelöscht, programmiert und in ${account} registriert. Boards mit einem anderen Programm als dem von Microchip und Boards, die schon eingerichtet sind, bleiben unberührt.`,
    yes: 'Ja, beim Einstecken starten',
    no: 'Nein',
    on: 'Scharf geschaltet. Ein fabrikneues Board startet, sobald es eingesteckt ist, und ein gescheitertes macht weiter.',
    off: 'Entschärfen',
  },
  access: {
    next: 'Nächstes Board erlauben',
    once: 'Ihr Browser fragt für jedes Board einmal: erst nach dem Anschluss, dann nach dem Debugger. Von einem Board, das Sie nicht erlaubt haben, erfährt die Seite nichts.',
    managed: 'Auf verwalteten Rechnern: ohne Frage für jedes Board',
    policies:
      'Ein Administrator kann dieser Seite mit zwei Richtlinien von Chrome oder Edge alle diese Boards erlauben. Dann findet die Seite jedes Board beim Einstecken.',
    check: 'Ob sie gelten, zeigt chrome://policy. Laden Sie diese Seite danach neu.',
  },
  empty:
    'Noch kein Board. Stecken Sie Boards mit USB-Datenkabeln ein und erlauben Sie dann eines nach dem anderen.',
  list: 'Boards',
  verdicts: { passed: 'OK', failed: 'FEHLER' },
  status: {
    ready: 'Bereit',
    running: 'Startet',
    stopped: 'Von Ihnen angehalten',
    set_up: 'Schon früher eingerichtet',
    gone: 'Nicht eingesteckt',
  },
  needs: {
    connect_board: 'Braucht Ihre Hilfe',
    connect_debugger: 'Sein Debugger ist nicht verbunden',
    give_keys: 'Braucht ein AWS-Konto',
    load_provisioning_firmware: 'Braucht die Provisioning-Firmware',
    load_demo_firmware: 'Braucht die Demo-Firmware',
    set_wifi: 'Braucht die WLAN-Einstellungen',
    send_wifi: 'Braucht die WLAN-Einstellungen',
    wait: 'Wird geprüft',
    other: 'Siehe Einrichten',
  },
  liveAs: (thing) => `Sendet als ${thing}`,
  time: (milliseconds) => duration(milliseconds),
  find: 'Finden',
  start: 'Starten',
  continue: 'Fortfahren',
  stop: 'Anhalten',
  remove: 'Entfernen',
  look: 'Öffnen',
  results: {
    title: 'Ergebnisse',
    none: 'Jedes bestandene Board ergibt eine Zeile: Name des Things, Seriennummern, Zertifikat-ID, Zeit.',
    lines: (lines) => (lines === 1 ? '1 Zeile' : `${lines} Zeilen`),
    choose: 'In eine CSV-Datei schreiben …',
    writing: (file) => `Wird laufend in ${file} geschrieben`,
    failed: (file) =>
      `Der Browser konnte nicht in ${file} schreiben. Es fehlt keine Zeile: Wählen Sie noch einmal eine Datei oder laden Sie die Ergebnisse herunter.`,
    download: 'Als CSV herunterladen',
  },
};
