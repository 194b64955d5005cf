/** What helps in many cases. */
export const ownFault =
  'Das ist unser Fehler, nicht Ihrer. Laden Sie das Protokoll herunter und melden Sie es mit dem, was Sie getan haben.';
export const replug =
  'Ziehen Sie das Kabel ab, stecken Sie es wieder an und machen Sie weiter. Nichts geht verloren.';
export const renew = 'Provisionieren Sie das Board noch einmal: Dabei wird es neu geschrieben.';
