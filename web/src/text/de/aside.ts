/** Die Texte der Ansichten, die ein Link öffnet. */
import type { Language } from '../shape';

export const support: Language['support'] = {
  title: 'Support-Datei',
  words:
    'Zeigt jemandem, der Ihnen hilft, was geschehen ist: Versionen, Browser, Boards, Vorgänge mit ihren Zeiten, Fehler und das Protokoll. Sie bleibt auf diesem Computer, bis Sie sie weitergeben.',
  replaced:
    'Namen und Nummern von Konto, Boards, Netzen und Benutzern sind durch Wörter wie „account-1“ ersetzt. Schlüssel, Passwörter und die Nachrichten Ihrer Boards stehen nicht darin. Lesen Sie die Datei, bevor Sie sie weitergeben.',
  label: 'Inhalt der Support-Datei',
  collecting: 'Wird zusammengestellt …',
  save: 'Datei speichern',
  again: 'Neu zusammenstellen',
};
