/** Texts for what a diagnosis checks. */
import type { Language } from '../shape';

export const findings: Language['findings'] = {
  board_answers: 'Das Board antwortet',
  thing_name: 'Thing-Name im Board',
  endpoint: 'Endpunkt im Board',
  thing: 'Das Thing existiert im Konto',
  certificate: 'Das Thing hat ein Zertifikat',
  certificate_active: 'Das Zertifikat ist aktiv',
  policy: 'Das Zertifikat hat die Richtlinie',
  publishes: 'Das Board sendet Nachrichten',
};
