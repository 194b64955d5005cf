/** Texts of the AWS account card, and the place names of the regions. */
import { clockDifference } from './format';

export const account = {
  title: 'AWS account',
  status: {
    empty: 'No keys yet',
    checking: 'Checking with AWS',
    good: 'Connected',
    refused: 'Refused',
    unavailable: 'Not available here',
  },
  promise:
    'Your keys stay in this tab’s memory. The page does not store them, and uses them only to sign requests to AWS.',
  paste: 'Paste keys',
  pasteHint: 'Paste both keys here: AKIA… and the secret, in any format',
  or: 'or type them',
  accessKeyId: 'Access key ID',
  secretAccessKey: 'Secret access key',
  sessionToken: 'Session token',
  sessionTokenHint: 'if temporary',
  chooseFile: 'Choose a file of keys',
  region: 'Region',
  check: 'Connect account',
  again: (ending: string) => `Check key …${ending} again`,
  checkRegion: 'Switch to this region',
  watchingStops: 'This stops live data, because a thing belongs to one region. The chart is cleared.',
  forget: 'Forget the keys',
  forms: {
    environment_bash: 'environment variables',
    environment_powershell: 'PowerShell environment variables',
    environment_cmd: 'Windows environment variables',
    ini_profile: 'an AWS profile',
    console_csv: 'the CSV file of the AWS console',
    json: 'JSON',
    bare_lines: 'keys without labels',
  },
  pasteWarnings: {
    several_profiles: 'The text has several profiles. The page uses the one named here.',
    several_keys: 'The text has several keys. Check that the account shown is the one you mean.',
    token_dropped: 'The session token was ignored, because a long-term key has none.',
    region_not_supported: 'The text names a region that the boards do not support.',
  },
  chooseRegion: 'Choose a region',
  regionProposed: 'The link to this page proposes the region below. To use it, click “Connect account”.',
  regionNeeded: 'Choose a region below, then click “Connect account”.',
  recognised: (form: string, profile: string, region: string) =>
    ['Recognised ' + form, profile && `profile ${profile}`, region && `region ${region}`]
      .filter(Boolean)
      .join(', ') + '.',
  facts: { account: 'Account', user: 'User', region: 'Region', key: 'Access key', endpoint: 'Endpoint' },
  keyEnding: (ending: string, temporary: boolean) => `…${ending}${temporary ? ' (temporary)' : ''}`,
  powerful: {
    inShort: 'administrator keys',
    root: 'These are root keys with full access. Create a dedicated IAM user (below) and delete the root keys.',
    user: 'These keys have full access to the account. A user with only the permissions below is safer.',
  },
  lacksInShort: 'permissions missing',
  lacks: 'These keys lack permissions. The view Account shows which, and one policy that adds them all.',
  clockInShort: (seconds: number) => `clock ${clockDifference(seconds)}, corrected`,
  clock: (seconds: number) =>
    `This computer’s clock is ${clockDifference(seconds)}. The page corrects for it.`,
  guide: {
    title: 'Create keys for this page (1 min)',
    quick:
      'Open AWS CloudShell in the console (the sign >_ in its bar), paste this line there, and paste what it prints into the box above. It makes a user that may only provision boards and receive their data.',
    command: 'Line for AWS CloudShell',
    byHand: 'Or step by step in the IAM console:',
    steps: [
      'Open the IAM console, then Users, then Create user. Give it a name; it needs no console access.',
      'Under Permissions choose Attach policies directly, then Create policy, then JSON.',
      'Paste one of the policies below, give it a name, and attach it to the user.',
      'Open the user, then Security credentials, then Create access key, “Local code”. Copy both keys into the box above.',
    ],
    open: 'Open the IAM console',
    later:
      'The page does not know your account number yet, so the policies contain 111122223333. Replace it with your own number (top right in the console).',
    policies: {
      provision: 'Provisioning and live data only',
      watch: 'Live data only',
      guide: 'MCHPProvToolAccess from Microchip’s guide (broad)',
    },
  },
  view: 'Permissions and clean-up',
  missing: 'Policy statement to add',
  tryInstead: 'No account? Try the simulation',
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
