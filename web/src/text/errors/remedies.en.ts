/** Remedies that several errors share. */
export const ownFault =
  'This is a fault of the page, not yours. Download the log and report it together with what you did.';
export const replug = 'Unplug the board, plug it in again, and continue. Nothing is lost.';
export const renew = 'Provision the board again to rewrite it.';
