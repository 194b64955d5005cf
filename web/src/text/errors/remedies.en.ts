/** What helps in many cases. */
export const ownFault = 'This is our mistake, not yours. Download the log and report it with what you did.';
export const replug = 'Pull the cable, plug it in again, and continue. Nothing is lost.';
export const renew = 'Provision the board again: that writes it anew.';
