/** English: all that the page says, but for errors (errors.en.ts). Functions where a sentence has parts. */
const minute = 60;

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < minute) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / minute)} min ${Math.round(seconds % minute)} s`;
}

function clockDifference(seconds: number): string {
  const size = Math.abs(seconds);
  const words = size < 120 ? `${Math.round(size)} seconds` : `${Math.round(size / minute)} minutes`;
  return seconds > 0 ? `${words} slow` : `${words} fast`;
}

export const en = {
  name: 'Board to cloud',
  tagline: 'Connect a Microchip IoT board to your own AWS account. Nothing to install, no server of ours.',
  duration,
  loading: 'Loading…',
  details: 'Details',
  technical: 'Technical detail',
  copy: 'Copy',
  copied: 'Copied',
  show: 'Show',
  hide: 'Hide',
  next: 'Next',
  simulated: 'Simulated',

  header: {
    try: 'Try without a board or an account',
    tryShort: 'Try',
    theme: 'Appearance',
    themes: { light: 'Light', dark: 'Dark', system: 'System' },
    help: 'Help',
  },
  help: {
    title: 'How it works',
    close: 'Close',
    parts: [
      {
        title: 'Board',
        words:
          'The page talks to the board through its USB cable. Chrome and Edge on a computer can do that.',
      },
      {
        title: 'AWS account',
        words:
          'You give keys of your own account. They stay in this tab’s memory, sign requests to AWS, and are gone with the tab.',
      },
      {
        title: 'Wi-Fi',
        words:
          'The board needs a 2.4 GHz network to reach AWS. Its name and passphrase go to the board only.',
      },
      {
        title: 'Provision',
        words:
          'The board’s secure element holds a key that never leaves it. The page has it certified, writes the certificate to the board and registers it in your account.',
      },
      {
        title: 'Live data',
        words: 'As soon as the board connects, its light and temperature draw a chart here.',
      },
    ],
    lights: 'What the lights say',
  },
  lights: {
    wifi: { name: 'Blue', means: 'blinks while joining the Wi-Fi, steady when joined' },
    conn: { name: 'Green', means: 'blinks while connecting to AWS, steady when connected' },
    data: { name: 'Yellow', means: 'blinks with each message' },
    error: { name: 'Red', means: 'something is wrong with the hardware or the settings' },
    on: 'on',
    off: 'off',
  },
  simulation: {
    banner: 'Simulation',
    explain: 'A virtual board and a virtual account, in this tab only. Nothing reaches AWS.',
    leave: 'Leave the simulation',
    failed: 'The simulation could not be loaded.',
    boardTitle: 'Virtual board',
    unplug: 'Pull the cable',
    replug: 'Plug the cable in',
    drop: {
      provisioning: 'Drop the provisioning image on the drive',
      demo: 'Drop the demo image on the drive',
    },
    plug: 'Plug in a virtual board',
    another: 'Plug in another virtual board',
    signIn: 'Use the simulated account',
  },

  board: {
    title: 'Board',
    connect: 'Connect a board',
    another: 'Connect another board',
    again: 'Ask again',
    status: {
      none: 'Not connected',
      choosing: 'Waiting for your choice',
      identifying: 'Asking the board what it runs',
      ready: 'Ready',
      busy: 'Working',
      gone: 'Unplugged',
      failed: 'Needs attention',
      wrongFirmware: 'Needs another firmware',
      unknownFirmware: 'Unknown firmware',
      unavailable: 'Not available here',
    },
    first:
      'Plug the board in with a USB data cable. In the list that opens, choose “nEDBG CMSIS-DAP” or “Curiosity Virtual COM Port”.',
    checklist: [
      'The cable carries data: many only charge. The drive CURIOSITY appears when it does.',
      'On Windows, the board’s driver is installed.',
      'On Linux, your user is in the group “dialout”.',
      'No other program or tab uses the board.',
    ],
    asking: 'This takes some seconds: the board may be starting.',
    gone: 'Plug it in again: the page picks it up by itself, and nothing is lost.',
    unknown:
      'Something answers, but neither the provisioning nor the demo firmware. Load the provisioning firmware to go on.',
    choose: 'Boards',
    forget: 'Disconnect this board',
    firmware: { provisioning: 'provisioning', demo: 'demo', unknown: 'unknown firmware', '': '' },
    facts: {
      firmware: 'Firmware',
      module: 'Wi-Fi module',
      secureElement: 'Secure element',
      thing: 'Thing name on the board',
      endpoint: 'Endpoint on the board',
    },
    tryInstead: 'No board at hand? Try a virtual one',
  },
  firmware: {
    toProvision: 'To be provisioned, the board must run the provisioning firmware.',
    toDemo: 'The board is provisioned. Now it needs the demo firmware, which measures and sends.',
    steps: {
      download: 'Download the image.',
      drag: 'Drag the file onto the drive CURIOSITY, which the board shows like a USB stick.',
      wait: 'Wait: the page notices the new firmware and goes on.',
    },
    download: { provisioning: 'Download the provisioning image', demo: 'Download the demo image' },
    looking: 'Looking for the new firmware…',
    licence: 'Microchip’s image, MIT licence',
  },

  account: {
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
    tokenHint: 'temporary keys only',
    region: 'Region',
    check: 'Check the keys',
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
  },

  wifi: {
    title: 'Wi-Fi',
    status: {
      waiting: 'Needs a board',
      keep: 'Keeps what the board has',
      open: 'Which network?',
      set: 'Will be sent with the demo firmware',
      sending: 'Sending',
      sent: 'Sent to the board',
      failed: 'Not accepted',
    },
    explain:
      'The board joins 2.4 GHz networks. The settings go to the board only, when it runs the demo firmware.',
    ssid: 'Network name',
    passphrase: 'Passphrase',
    security: 'Security',
    kinds: { wpa: 'WPA / WPA2', open: 'Open', wep: 'WEP' },
    use: 'Use this network',
    send: 'Send to the board',
    keep: 'Keep what the board has',
    change: 'Change the network',
  },

  provision: {
    title: 'Provision',
    status: {
      waitBoard: 'Needs a board',
      waitAccount: 'Needs an AWS account',
      waitBoth: 'Needs a board and an AWS account',
      waitFirmware: 'Needs the provisioning firmware',
      ready: 'Ready to look',
      planning: 'Reading board and account',
      planned: 'Nothing written yet',
      complete: 'Everything is in place',
      running: 'Working',
      failed: 'Stopped',
      cancelled: 'Stopped by you',
      done: 'Provisioned',
      unchanged: 'Was provisioned already',
    },
    explain: 'First we read the board and your account and show what would change.',
    plan: 'Show the plan',
    run: 'Provision this board',
    continue: 'Continue',
    cancel: 'Stop',
    renew: 'Make a new certificate',
    again: 'Provision again',
    expected: (milliseconds: number) => `takes about ${duration(milliseconds)}`,
    spent: (milliseconds: number, expected: number) =>
      expected > 0 ? `${duration(milliseconds)} of about ${duration(expected)}` : duration(milliseconds),
    allSteps: (milliseconds: number) => `All steps, ${duration(milliseconds)}`,
    took: (milliseconds: number) => `took ${duration(milliseconds)}`,
    plans: { board: 'On the board', aws: 'In AWS', nothing: 'Nothing to change.' },
    complete: 'Board and account are as they should be. There is nothing to do.',
    actions: {
      create: 'create',
      write: 'write',
      replace: 'replace',
      keep: 'already there',
      remove: 'remove',
    },
    boardItems: {
      certificate: 'certificate',
      store: 'certificate store',
      thing_name: 'thing name',
      endpoint: 'endpoint',
    },
    awsItems: {
      policy: 'policy',
      certificate: 'certificate',
      thing: 'thing',
      policy_attachment: 'policy on the certificate',
      thing_attachment: 'certificate on the thing',
      old_certificate: 'old certificate',
    },
    moves: (from: string, to: string) => `${from} → ${to}`,
    steps: {
      connect_board: 'Reach the board',
      read_board: 'Read the board',
      check_account: 'Check the account',
      find_endpoint: 'Find the account’s endpoint',
      check_policy: 'Check the policy',
      make_authority: 'Make a certificate authority',
      make_certificate: 'Make the certificate; the board signs',
      write_store: 'Write the certificate to the board',
      verify_store: 'Read it back and compare',
      register_certificate: 'Register the certificate',
      create_thing: 'Create the thing',
      attach_policy: 'Attach the policy',
      attach_certificate: 'Attach the certificate',
      clean_up: 'Clean up the old certificate',
    },
    places: { board: 'board', aws: 'AWS', page: 'this page' },
    stepStatus: {
      waiting: 'waiting',
      running: 'running',
      done: 'done',
      already: 'already there',
      failed: 'failed',
    },
    result: {
      thing: 'Thing',
      certificate: 'Certificate',
      topic: 'Topic',
      topicHint: 'to subscribe to in the AWS console’s test client',
      endpoint: 'Endpoint',
      links: {
        thing: 'Thing in the console',
        certificate: 'Certificate in the console',
        testClient: 'MQTT test client',
      },
    },
  },

  live: {
    title: 'Live data',
    status: {
      idle: 'Nothing to watch yet',
      connecting: 'Connecting to AWS',
      waiting: 'Waiting for the first message',
      live: 'Your board is live',
      silent: 'Silent',
      reconnecting: 'Connecting again',
      failed: 'Stopped',
    },
    empty: 'Light and temperature draw themselves here as soon as a board sends.',
    waitingTitle: 'Waiting for the first message',
    waiting: 'The board joins the Wi-Fi, connects to AWS and sends. Its lights tell how far it is:',
    silent: 'No message for a while. Is the board powered and in reach of its Wi-Fi?',
    watch: 'Watch the data',
    stop: 'Stop watching',
    other: 'Watch another thing',
    listThings: 'List the things of this account',
    noThings: 'This account has no things in this region.',
    thing: 'Thing',
    temperature: 'Temperature',
    light: 'Light',
    lightUnit: 'counts',
    messagesPerMinute: (rate: number) => `${Math.round(rate)} messages a minute`,
    messages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    odd: (count: number) => `${count} not understood`,
    pause: 'Pause',
    resume: 'Resume',
    range: 'Range',
    ranges: { 60: '1 min', 600: '10 min', 3600: '1 h' },
    unit: 'Unit of temperature',
    toggle: 'Yellow light',
    toggleHint: 'Holds the board’s yellow light through the device shadow.',
    toggleAsked: 'asked',
    toggleReported: 'the board reports',
    on: 'on',
    off: 'off',
    unknown: 'nothing yet',
    raw: 'Last message',
    topic: 'Topic',
    chart: (name: string, from: string, to: string, unit: string) =>
      `${name}: between ${from} and ${to} ${unit} in the range shown`,
    chartFailed: 'The chart could not be loaded. The values above go on.',
    noValue: '–',
  },

  log: {
    title: 'Log',
    filter: 'Filter',
    level: 'Level',
    levels: { debug: 'Everything', info: 'Information', warning: 'Warnings', error: 'Errors' },
    copy: 'Copy the log',
    download: 'Download the log',
    empty: 'Nothing yet.',
    redacted: 'Secrets are never in it.',
    version: (version: string) => `Version ${version}`,
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
  },

  places: {
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
  },
};
