/** For each operating system: why a board may be missing from the browser's list or refuse to open, and what to do. */
import type { Language } from '../shape';
import { flatpakDevices, snapUsb, udevRule } from '../system_commands';

const otherPrograms = {
  helps: 'open',
  title: 'Ein anderes Programm nutzt das Board',
  words:
    'Schließen Sie Terminals, IDEs (MPLAB X, Microchip Studio, Arduino) und andere Tabs, die das Board nutzen.',
};
const cable = {
  helps: 'list',
  title: 'Das Kabel lädt nur',
  words:
    'Bei vielen Kabeln ist das so. Mit einem Datenkabel erscheint das Laufwerk CURIOSITY, sobald Sie das Board anstecken. Am besten ohne Hub dazwischen.',
};
const bootloader = {
  helps: 'list',
  title: 'Der Debugger steckt in seinem Bootloader',
  words:
    'Das System zeigt dann das USB-Gerät 03EB:2FC0 statt des Boards. Ziehen Sie das Board ab und stecken Sie es wieder an. Hilft das nicht, installieren Sie die Firmware des Debuggers mit Microchips MPLAB IPE neu.',
};

export const systems: Language['systems'] = {
  titles: {
    list: 'Fehlt das Board in der Liste?',
    open: 'Lässt sich das Board nicht öffnen?',
  },
  others: 'Andere Ursachen',
  copy: 'Befehl',
  names: {
    linux: 'Linux',
    windows: 'Windows',
    mac: 'macOS',
    chromeos: 'ChromeOS',
    android: 'Android',
    other: 'Jedes System',
  },
  choose: 'Ihr System',
  remedies: {
    linux: [
      cable,
      {
        helps: 'both',
        title: 'Linux braucht eine udev-Regel',
        words:
          'Sie gibt Ihnen Zugriff auf Debugger und seriellen Port, solange Sie angemeldet sind, und hält ModemManager vom Port fern. Ziehen Sie das Board danach ab und stecken Sie es wieder an.',
        command: udevRule,
      },
      {
        helps: 'open',
        title: 'Das System prüft einen neuen Port zuerst selbst',
        words:
          'Nach dem Anstecken kann ModemManager den Port etwa zehn Sekunden lang belegen. Warten Sie und versuchen Sie es dann erneut.',
      },
      {
        helps: 'list',
        title: 'Ein Browser aus Snap darf nicht an USB',
        words:
          'Dieser Befehl erlaubt es ihm. Bleibt die Liste leer, installieren Sie Chrome oder Edge als Paket von Google oder Microsoft.',
        command: snapUsb,
      },
      {
        helps: 'list',
        title: 'Ein Browser aus Flatpak bemerkt neue Geräte nicht',
        words:
          'Setzen Sie den Namen Ihres Browsers anstelle von com.google.Chrome ein („flatpak list“ nennt ihn) und starten Sie ihn neu.',
        command: flatpakDevices,
      },
      bootloader,
      otherPrograms,
    ],
    windows: [
      cable,
      {
        helps: 'both',
        title: 'Der Treiber',
        words:
          'Windows 10 und 11 bringen ihn mit. Zeigt der Geräte-Manager das Board mit einem Warnzeichen, installieren Sie Microchips „USB driver for tools“.',
      },
      bootloader,
      otherPrograms,
    ],
    mac: [
      cable,
      {
        helps: 'list',
        title: 'Das Zubehör muss erlaubt sein',
        words:
          'Auf einem Notebook fragt macOS einmal, ob sich neues Zubehör verbinden darf. Wählen Sie „Erlauben“.',
      },
      bootloader,
      otherPrograms,
    ],
    chromeos: [
      cable,
      {
        helps: 'list',
        title: 'Verwaltete Chromebooks',
        words:
          'Verwaltet eine Schule oder Firma das Gerät, muss ihre Richtlinie serielle Ports und HID-Geräte erlauben.',
      },
      {
        helps: 'list',
        title: 'Linux hat das Board',
        words:
          'Haben Sie das Board der Linux-Umgebung gegeben, holen Sie es in den Einstellungen unter USB zurück.',
      },
      bootloader,
    ],
    android: [
      {
        helps: 'list',
        title: 'Kabel und Adapter',
        words: 'Das Telefon muss der Host sein: Nehmen Sie einen USB-C-OTG-Adapter und ein Datenkabel.',
      },
      {
        helps: 'open',
        title: 'Eine andere App nutzt das Board',
        words:
          'Fragt Android, welche App das Board öffnen soll, tippen Sie auf „Abbrechen“ und verbinden Sie es hier.',
      },
    ],
    other: [cable, bootloader, otherPrograms],
  },
};
