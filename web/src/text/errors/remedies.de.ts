/** Remedies that several errors share. */
export const ownFault =
  'Das ist ein Fehler der Seite, nicht Ihrer. Laden Sie das Protokoll herunter und melden Sie den Fehler mit dem, was Sie getan haben.';
export const replug =
  'Ziehen Sie das Board ab, stecken Sie es wieder an und machen Sie weiter. Nichts geht verloren.';
export const renew = 'Provisionieren Sie das Board noch einmal, damit es neu geschrieben wird.';
