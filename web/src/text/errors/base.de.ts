/** Errors of the core's foundation, of random numbers, and of the browser's storage. */
import type { Errors } from '../shape';
import type { base as english } from './base.en';
import { ownFault } from './remedies.de';

const againByCable =
  'Machen Sie weiter. Tritt der Fehler wieder auf, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.';

export const base: Errors<typeof english> = {
  'base.cancelled': {
    title: 'Gestoppt',
    what: 'Sie haben das gestoppt.',
    todo: 'Starten Sie wieder, wenn Sie so weit sind. Erledigte Schritte bleiben erhalten.',
  },
  'base.timed_out': {
    title: 'Es hat zu lange gedauert',
    what: 'Es kam nicht rechtzeitig eine Antwort{step|}.',
    todo: 'Machen Sie weiter: Erledigte Schritte bleiben erhalten. Tritt der Fehler wieder auf, zeigen die letzten Zeilen des Protokolls, worauf die Seite gewartet hat.',
  },
  'base.broken_promise': {
    title: 'Ein Vorgang endete ohne Ergebnis',
    what: 'Ein Vorgang dieser Seite endete ohne Ergebnis und ohne Fehler.',
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
    todo: 'Machen Sie weiter. Tritt der Fehler wieder auf, laden Sie das Protokoll herunter und melden Sie es.',
  },
  'base.internal': {
    title: 'Interner Fehler',
    what: 'Die Seite ist in einem Zustand, der nicht möglich sein sollte.',
    todo: ownFault,
  },
  'random.unavailable': {
    title: 'Keine Zufallszahlen',
    what: 'Der Browser liefert keine sicheren Zufallszahlen, also lässt sich kein sicherer Schlüssel erzeugen.',
    todo: 'Nehmen Sie ein aktuelles Chrome oder Edge.',
  },
  'storage.failed': {
    title: 'Der Browser speichert nichts',
    what: 'Der Browser hat die Notizen nicht gespeichert, mit denen ein Vorgang nach dem Neuladen weitergeht (nur öffentliche Daten). Das kommt bei privaten Fenstern und vollen Datenträgern vor.',
    todo: 'Sie können weitermachen; laden Sie die Seite nur nicht mittendrin neu.',
  },
};
