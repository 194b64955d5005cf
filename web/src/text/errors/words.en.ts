import { provision } from '../en/provision';

/** Error parameters that are times, in seconds since 1970. */
export const times: readonly string[] = ['not_before', 'not_after'];

/** Display texts for parameter values that the core gives by name: by parameter, then by value. A value without a text is shown unchanged. */
export const valueWords = {
  firmware: { provisioning_firmware: 'provisioning', demo_firmware: 'demo' },
  field: {
    access_key_id: 'access key ID',
    secret_access_key: 'secret access key',
    session_token: 'session token',
  },
  reason: {
    space: 'it contains a space',
    characters: 'keys do not have the character ',
    too_short: 'it is too short',
    too_long: 'it is too long',
    prefix: 'it does not begin with AKIA or ASIA',
  },
  step: Object.fromEntries(
    Object.entries(provision.steps).map(([step, words]) => [step, ` in step “${words}”`]),
  ),
} satisfies Record<string, Record<string, string>>;
