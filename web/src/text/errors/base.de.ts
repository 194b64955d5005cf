/** Errors of the core's base layer, of random numbers, and of the browser's storage. */
import type { Errors } from '../shape';
import type { base as english } from './base.en';
import { ownFault } from './remedies.de';

const continueOrReplug =
  'Machen Sie weiter. Tritt der Fehler wieder auf, ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter.';

export const base: Errors<typeof english> = {
  'base.cancelled': {
    title: 'Gestoppt',
    what: 'Sie haben den Vorgang gestoppt.',
    todo: 'Starten Sie wieder, wenn Sie so weit sind. Erledigte Schritte bleiben erhalten.',
  },
  'base.timed_out': {
    title: 'Es hat zu lange gedauert',
    what: 'Die Antwort kam nicht rechtzeitig{step|}.',
    todo: 'Machen Sie weiter: Erledigte Schritte bleiben erhalten. Tritt der Fehler wieder auf, zeigen die letzten Zeilen des Protokolls, worauf die Seite gewartet hat.',
  },
  'base.broken_promise': {
    title: 'Ein Vorgang endete ohne Ergebnis',
    what: 'Ein Vorgang dieser Seite endete ohne Ergebnis und ohne Fehler.',
    todo: ownFault,
  },
  'base.truncated': {
    title: 'Die Daten endeten zu früh',
    what: 'Die Daten sind kürzer als angegeben.',
    todo: continueOrReplug,
  },
  'base.bad_hex': {
    title: 'Unlesbare Daten',
    what: 'Ein Text sollte aus Hexadezimalziffern bestehen, enthält aber andere Zeichen.',
    todo: continueOrReplug,
  },
  'base.bad_number': {
    title: 'Unlesbare Zahl',
    what: 'An einer Stelle, an der eine Zahl stehen sollte, steht etwas anderes.',
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
    todo: 'Nehmen Sie eine aktuelle Version von Chrome oder Edge.',
  },
  'storage.failed': {
    title: 'Der Browser speichert nichts',
    what: 'Der Browser hat den Zwischenstand nicht gespeichert, mit dem ein Vorgang nach dem Neuladen weitergeht (nur öffentliche Daten). Das kommt bei privaten Fenstern und vollen Datenträgern vor.',
    todo: 'Sie können weitermachen; laden Sie die Seite nur nicht mittendrin neu.',
  },
};
