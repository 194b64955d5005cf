/** The foundation, and what the browser keeps. */
import type { Errors } from '../shape';
import type { base as english } from './base.en';
import { ownFault } from './remedies.de';

const againByCable =
  'Machen Sie weiter. Passiert es wieder, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.';

export const base: Errors<typeof english> = {
  'base.cancelled': {
    title: 'Angehalten',
    what: 'Sie haben das angehalten.',
    todo: 'Beginnen Sie wieder, wenn Sie so weit sind; was erledigt ist, bleibt erledigt.',
  },
  'base.timed_out': {
    title: 'Es hat zu lange gedauert',
    what: 'In der Zeit, die das braucht, kam keine Antwort{step|}.',
    todo: 'Machen Sie weiter: Was erledigt ist, bleibt erledigt. Passiert es wieder, suchen Sie im Protokoll die letzte Zeile vor dem Warten.',
  },
  'base.broken_promise': {
    title: 'Die Seite hat den Faden verloren',
    what: 'Ein Teil der Seite endete ohne Ergebnis.',
    todo: ownFault,
  },
  'base.truncated': {
    title: 'Die Daten endeten zu früh',
    what: 'Daten waren kürzer, als sie angeben.',
    todo: againByCable,
  },
  'base.bad_hex': {
    title: 'Unlesbare Daten',
    what: 'Ein Text, der aus Hexadezimalziffern bestehen müsste, tut es nicht.',
    todo: againByCable,
  },
  'base.bad_number': {
    title: 'Unlesbare Zahl',
    what: 'Ein Text, der eine Zahl sein müsste, ist keine.',
    todo: 'Machen Sie weiter. Passiert es wieder, laden Sie das Protokoll herunter und melden Sie es.',
  },
  'base.internal': {
    title: 'Die Seite hat einen Fehler',
    what: 'Etwas ist passiert, das nicht möglich sein sollte.',
    todo: ownFault,
  },
  'random.unavailable': {
    title: 'Keine Zufallszahlen',
    what: 'Der Browser liefert keine sicheren Zufallszahlen, also lässt sich kein sicherer Schlüssel erzeugen.',
    todo: 'Nehmen Sie ein aktuelles Chrome oder Edge.',
  },
  'storage.failed': {
    title: 'Der Browser merkt sich nichts',
    what: 'Der Browser hat die öffentlichen Notizen nicht gespeichert, mit denen eine Arbeit nach dem Neuladen weitergeht. Private Fenster und volle Datenträger tun das.',
    todo: 'Sie können weitermachen; laden Sie die Seite nur nicht mittendrin neu.',
  },
};
