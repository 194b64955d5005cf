import { provision } from '../de/provision';
import type { Language } from '../shape';

/** Display texts for parameter values that the core gives by name: by parameter, then by value. A value without a text is shown unchanged. */
export const valueWords: Language['valueWords'] = {
  firmware: {
    provisioning_firmware: 'Provisioning-',
    demo_firmware: 'Demo-',
    provisioning: 'Provisioning-',
    demo: 'Demo-',
  },
  found: { provisioning: 'Provisioning', demo: 'Demo', unknown: 'unbekannt' },
  wanted: { provisioning: 'Provisioning', demo: 'Demo' },
  field: {
    access_key_id: 'Zugriffsschlüssel-ID',
    secret_access_key: 'geheimer Zugriffsschlüssel',
    session_token: 'Sitzungstoken',
  },
  reason: {
    space: 'Es ist ein Leerzeichen darin',
    characters: 'Kein Schlüssel hat das Zeichen ',
    too_short: 'Es sind zu wenige Zeichen',
    too_long: 'Es sind zu viele Zeichen',
    prefix: 'Sie beginnt nicht mit AKIA oder ASIA',
  },
  step: Object.fromEntries(
    Object.entries(provision.steps).map(([step, words]) => [step, ` im Schritt „${words}“`]),
  ),
};
