/** What stands between a browser and a board on each system, and how to put it out of the way. */
import type { Language } from '../shape';
import { dialoutGroup, flatpakDevices, snapUsb, udevRule } from '../system_commands';

const otherPrograms = {
  title: 'Etwas anderes hat es',
  words:
    'Schließen Sie Terminals, IDEs (MPLAB X, Microchip Studio, Arduino) und andere Tabs, die das Board nutzen.',
};
const cable = {
  title: 'Das Kabel lädt nur',
  words:
    'Viele tun das. Mit einem Datenkabel erscheint das Laufwerk CURIOSITY, sobald Sie das Board anstecken. Am besten ohne Hub dazwischen.',
};

export const systems: Language['systems'] = {
  title: 'Was Sie prüfen können',
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
        title: 'Der Debugger braucht eine Regel',
        words:
          'Sie gibt ihn frei für den, der am Bildschirm sitzt, und hält ModemManager vom Port fern. Ziehen Sie danach das Kabel ab und stecken Sie es wieder an.',
        command: udevRule,
      },
      {
        title: 'Das System sieht sich einen neuen Port zuerst an',
        words:
          'Eben erst angesteckt? Warten Sie zehn Sekunden und fragen Sie noch einmal: So lange hält ModemManager den Port vielleicht fest.',
      },
      {
        title: 'Der Port braucht eine Gruppe',
        words: 'Auf Arch und Verwandten heißt sie „uucp“. Melden Sie sich danach einmal ab und wieder an.',
        command: dialoutGroup,
      },
      {
        title: 'Ein Browser aus Snap ist eingesperrt',
        words:
          'Das öffnet ihm USB. Ist die Liste trotzdem leer, installieren Sie Chrome oder Edge als Paket des Herstellers.',
        command: snapUsb,
      },
      {
        title: 'Ein Browser aus Flatpak erfährt nichts von neuen Geräten',
        words:
          'Setzen Sie den Namen Ihres Browsers anstelle von com.google.Chrome ein („flatpak list“ nennt ihn) und starten Sie ihn neu.',
        command: flatpakDevices,
      },
      otherPrograms,
    ],
    windows: [
      cable,
      {
        title: 'Der Treiber',
        words:
          'Windows 10 und 11 bringen ihn mit. Zeigt der Geräte-Manager das Board mit einem Warnzeichen, installieren Sie Microchips „USB driver for tools“.',
      },
      otherPrograms,
    ],
    mac: [
      cable,
      {
        title: 'Das Zubehör muss erlaubt sein',
        words: 'Auf einem Notebook fragt macOS einmal, ob neues Zubehör sich verbinden darf: „Erlauben“.',
      },
      otherPrograms,
    ],
    chromeos: [
      cable,
      {
        title: 'Verwaltete Chromebooks',
        words:
          'Verwaltet eine Schule oder Firma das Gerät, muss ihre Richtlinie serielle Ports und HID-Geräte erlauben.',
      },
      {
        title: 'Linux hat das Board',
        words:
          'Haben Sie das Board der Linux-Umgebung gegeben, holen Sie es in den Einstellungen unter USB zurück.',
      },
    ],
    android: [
      {
        title: 'Kabel und Adapter',
        words: 'Das Telefon muss der Host sein: Nehmen Sie einen USB-C-OTG-Adapter und ein Datenkabel.',
      },
      {
        title: 'Eine andere App hat es geöffnet',
        words:
          'Fragt Android, welche App das Board öffnen soll, tippen Sie auf „Abbrechen“ und verbinden Sie es hier.',
      },
    ],
    other: [cable, otherPrograms],
  },
};
