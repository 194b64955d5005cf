/** Texts of the view Account, which is fetched when it is opened. */
export const frame = {
  title: 'Your AWS account',
  empty:
    'Connect your AWS account first. This view then shows what your keys may do, and removes what boards have left in the account.',
  toSetup: 'Go to Set up',
};

export const permissions = {
  title: 'What these keys may do',
  words: 'Asks AWS about each permission. Nothing in the account changes.',
  purpose: 'For',
  purposes: {
    provisioning: 'provisioning by this page (MAR), and live data',
    registration: 'registration at the first connection (JITR)',
    watching: 'live data',
    clean_up: 'cleaning up the account',
    users: 'making and removing users for this page',
  },
  check: 'Check what these keys may do',
  checking: 'Asking AWS…',
  verdicts: { allowed: 'allowed', denied: 'denied', unknown: 'not known' },
  summary: (purpose: string, allowed: number, denied: number, unknown: number) =>
    `For ${purpose}: ${allowed} allowed, ${denied} denied, ${unknown} not known`,
  all: 'These keys may do all of this.',
  unknownWords: 'What is not known shows only when it is used.',
  layers: {
    unknown: 'AWS does not say which policy denies it.',
    identity_policy: 'No policy of this user or role allows it.',
    boundary: 'The permissions boundary of this user or role does not allow it.',
    organization: 'A policy of the organisation forbids it. Ask its administrator.',
    session_policy: 'The session’s own policy does not allow it. Use keys of another session.',
  },
  missing: 'Policy with all missing permissions',
  attachNewer:
    'These keys have an older version of the policy MCHPProvToolAccess from Microchip’s guide. Replace it in IAM by this one, wait a few seconds, then check again.',
  attach: 'Add this policy to the user or role in IAM, wait a few seconds, then check again.',
};

export const users = {
  title: 'Work with fewer permissions',
  words:
    'Your keys may do everything in the account. The page can make a user that may only provision boards (MAR) and receive their data:',
  plan: [
    'In IAM, it creates a user web-provisioner-…, its policy and its access key. An IAM user costs nothing.',
    'It forgets your keys and goes on with the new ones, which stay in this tab’s memory.',
    'To remove the user later, enter your own keys again and list what is there, below.',
  ],
  limits: 'Does your organisation demand a permissions boundary?',
  boundary: 'ARN of the boundary’s policy',
  create: 'Create the user and use its keys',
  creating: 'Creating the user… AWS needs some seconds until it knows the new keys.',
};

export const contents = {
  title: 'What boards have left in this account',
  words:
    'Things, certificates and more that this page or Microchip’s tool has made in this region. They are recognised by their form, so a colleague’s boards are listed, too.',
  list: 'List what is there',
  stop: 'Stop',
  status: {
    none: '',
    listing: 'Reading the account…',
    listed: 'Choose what to remove. Boards of this browser are chosen already.',
    planning: 'Making the plan…',
    planned: 'Nothing is removed yet.',
    cleaning: 'Removing…',
    cleaned: 'This is what is left.',
  },
  empty: 'There is nothing of these boards in this region.',
  all: (boards: number) => `Choose all ${boards} boards`,
  none: 'Choose no board',
  more: (boards: number) => `Show the other ${boards} boards`,
  own: 'set up from this browser',
  notOwn: 'set up elsewhere',
  certificates: (all: number, active: number) =>
    `${all} ${all === 1 ? 'certificate' : 'certificates'}, ${active} active`,
  unread: 'not read',
  noThing: 'its thing is gone',
  others: (count: number) => `${count} more attached`,
  parts: {
    policies: 'The boards’ policy',
    stack: 'The stack that registers boards (JITR)',
    authority: 'A certificate authority',
    thingType: 'The thing type',
    user: 'An IAM user that this page has made',
  },
  usersUnread: 'IAM users that this page has made are shown to the keys of an administrator only.',
  authorityActive: 'active',
  authorityInactive: 'inactive',
  plan: 'Show what would be removed',
  planTitle: 'Plan',
  caution: 'This cannot be undone. Removed boards cannot connect until they are provisioned again.',
  remove: 'Remove this',
  objects: {
    certificate: 'Certificate',
    thing: 'Thing',
    shadow: 'Shadow of',
    log_group: 'Log group',
    policy: 'Policy',
    stack: 'Stack',
    authority: 'Certificate authority',
    thing_type: 'Thing type',
    user: 'IAM user',
  },
  actions: { remove: 'remove', deactivate: 'deactivate', deprecate: 'deprecate', keep: 'keep' },
  itemStatus: { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed' },
  reasons: {
    none: '',
    authority_active: 'AWS would register the board again, because its certificate authority is active.',
    others_attached: 'Something else is attached to it.',
    in_use: 'Other certificates use it.',
    foreign: 'It was not made for these boards.',
  },
  comeBack: 'AWS deletes it five minutes later at the earliest: plan again then.',
};
