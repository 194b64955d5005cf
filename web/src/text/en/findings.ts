/** What a diagnosis looks at, by the core's names (core/provision/diagnosis.cpp); a test compares both. */
export const findings = {
  board_answers: 'The board answers',
  thing_name: 'Thing name on the board',
  endpoint: 'Endpoint on the board',
  thing: 'The thing in the account',
  certificate: 'The thing has a certificate',
  certificate_active: 'The certificate is active',
  policy: 'The certificate has the policy',
  publishes: 'The board publishes',
};
