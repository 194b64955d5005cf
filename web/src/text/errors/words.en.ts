import { provision } from '../en/provision';

/** Parameters that are times, in seconds since 1970. */
export const times: readonly string[] = ['not_before', 'not_after'];

/** Values that the core gives by name, as words: by parameter, then by value. A value that is not here stands for itself. */
export const valueWords = {
  firmware: { provisioning_firmware: 'provisioning', demo_firmware: 'demo' },
  field: {
    access_key_id: 'access key ID',
    secret_access_key: 'secret access key',
    session_token: 'session token',
  },
  reason: {
    space: 'there is a space in it',
    characters: 'it has characters that no key has',
    too_short: 'it is too short',
    too_long: 'it is too long',
    prefix: 'it does not begin with AKIA or ASIA',
  },
  step: Object.fromEntries(
    Object.entries(provision.steps).map(([step, words]) => [step, ` in the step “${words}”`]),
  ),
} satisfies Record<string, Record<string, string>>;
