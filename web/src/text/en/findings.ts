/** Texts for what a diagnosis checks, by the core's names (core/provision/board_diagnosis.cpp). A test compares both lists. */
export const findings = {
  board_answers: 'The board answers',
  thing_name: 'Thing name on the board',
  endpoint: 'Endpoint on the board',
  thing: 'The thing exists in the account',
  certificate: 'The thing has a certificate',
  certificate_active: 'The certificate is active',
  policy: 'The certificate has the policy',
  publishes: 'The board publishes',
};
