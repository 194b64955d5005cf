/** The AWS account card, and where AWS’s regions are. */
import { clockDifference } from './format';

export const account = {
  title: 'AWS account',
  status: {
    empty: 'No keys yet',
    checking: 'Asking AWS',
    good: 'Connected',
    refused: 'Refused',
    framed: 'Not available here',
  },
  promise: 'The keys stay in this tab’s memory. They are not stored, and go nowhere but to AWS.',
  paste: 'Paste keys',
  pasteHint: 'Environment lines, an INI profile, CSV or JSON: whatever AWS gave you',
  or: 'or type them',
  keyId: 'Access key ID',
  secret: 'Secret access key',
  token: 'Session token',
  tokenHint: 'if temporary',
  region: 'Region',
  check: 'Check the keys',
  again: (ending: string) => `Check key …${ending} again`,
  checkRegion: 'Check in this region',
  watchingStops: 'Watching stops with it: a thing belongs to one region. The data shown so far are dropped.',
  forget: 'Forget now',
  forms: {
    environment_bash: 'environment lines',
    environment_powershell: 'PowerShell environment lines',
    environment_cmd: 'Windows environment lines',
    ini_profile: 'an INI profile',
    console_csv: 'the console’s CSV',
    json: 'JSON',
    bare_lines: 'plain lines',
  },
  pasteWarnings: {
    several_profiles: 'There are several profiles in it; the one named is used.',
    several_keys: 'There are several keys in it; the first is used.',
    token_dropped: 'The session token was left out: a long-lived key has none.',
    region_not_supported: 'The boards do not support the region in it; the one chosen below is used.',
  },
  recognised: (form: string, profile: string, region: string) =>
    ['Recognised ' + form, profile && `profile ${profile}`, region && `region ${region}`]
      .filter(Boolean)
      .join(', ') + '.',
  facts: { account: 'Account', user: 'User', region: 'Region', key: 'Access key', endpoint: 'Endpoint' },
  keyEnding: (ending: string, temporary: boolean) => `…${ending}${temporary ? ' (temporary)' : ''}`,
  powerful: {
    inShort: 'administrator’s keys',
    root: 'These are root keys: they may do everything, and should not exist. Make a user of its own for this (below) and delete them.',
    user: 'These keys may do everything in the account. A user with only the permissions below is safer.',
  },
  clock: (seconds: number) => `This computer’s clock is ${clockDifference(seconds)}. We correct for it.`,
  guide: {
    title: 'How to make a user for this',
    steps: [
      'Open the IAM console, then Users, then Create user. Give it a name; it needs no console access.',
      'Under Permissions choose Attach policies directly, then Create policy, then JSON.',
      'Paste one of the policies below, give it a name, and attach it to the user.',
      'Open the user, then Security credentials, then Create access key, “Local code”. Copy both parts into the box above.',
    ],
    open: 'Open the IAM console',
    later:
      'As long as your account is not known here, its number stands as 111122223333 in the policies: put your own in its place (in the console, top right).',
    policies: {
      provision: 'Provision and watch, nothing else',
      watch: 'Watch only',
      guide: 'MCHPProvToolAccess, as in Microchip’s guide (wide)',
    },
  },
  missing: 'The policy that permits it',
  tryInstead: 'No account? Try a simulated one',
};

export const places = {
  'us-east-1': 'N. Virginia',
  'us-east-2': 'Ohio',
  'us-west-2': 'Oregon',
  'eu-central-1': 'Frankfurt',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'London',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Sydney',
  'cn-north-1': 'Beijing',
};
