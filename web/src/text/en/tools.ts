/** Texts that are fetched when a disclosure opens: inspection, root certificates, own firmware, restore, certificate authority, diagnosis. */
export const tools = {
  puts: 'This loads the provisioning firmware, and the demo firmware again afterwards.',
  check: 'Tries each part of the board, asks you what you see, and writes a report for an issue.',
  stop: 'Stop',
  inspect: {
    title: 'Inspect the board',
    words: 'Reads the board’s identity and what is stored on it. Nothing is changed.',
    button: 'Inspect',
    secureElement: 'Secure element',
    module: 'Wi-Fi module',
    moduleWords: (firmware: string, required: string) =>
      `firmware ${firmware} (recommended: ${required} or newer)`,
    thing: 'Thing name',
    endpoint: 'Endpoint',
    none: 'none',
    certificates: 'Certificates in the Wi-Fi module',
    delivered: 'Factory certificates',
    key: 'Key',
    keyMatches: 'the device certificate belongs to the key in the secure element',
    keyDiffers: 'the device certificate belongs to a different key than the one in the secure element',
    chainOk: 'signed by the next certificate',
    chainBroken: 'not signed by the next certificate',
    issuer: 'issued by',
    valid: (from: string, to: string) => (to === '' ? `from ${from}, no end date` : `${from} to ${to}`),
  },
  roots: {
    title: 'Root certificates',
    words:
      'The board connects only to servers whose certificates are issued under one of these. AWS IoT needs Amazon Root CA 3.',
    check: 'Check the root certificates',
    status: {
      good: 'The root certificate for AWS IoT is there.',
      repairable:
        'The root certificate for AWS IoT is missing or has expired. “Repair” adds it and keeps the others.',
      damaged:
        'The root store is damaged. “Repair” replaces it with a store that has only the root certificate for AWS IoT.',
      empty: 'There are no root certificates. “Repair” writes the one for AWS IoT.',
    },
    missing: (names: string) => `Missing: ${names}.`,
    repair: 'Repair',
    save: 'Save a copy',
    write: 'Write a copy back…',
    until: (date: string) => (date === '' ? 'no end date' : `until ${date}`),
    keys: { rsa: 'RSA', ec: 'EC' },
  },
  images: {
    title: 'Firmware',
    words: 'The images that the page programs. Microchip’s images are checked before anything is erased.',
    names: { provisioning: 'Provisioning', demo: 'Demo' },
    own: 'your own file',
    vendor: (version: string) => `Microchip’s, ${version}`,
    choose: 'Use a file of your own…',
    back: 'Use Microchip’s image again',
    caution:
      'The page checks only the format of your own file. Make sure that the file is for this board and uses the same protocol.',
  },
  restore: {
    title: 'Restore the delivered state',
    words:
      'Rebuilds the certificates of Microchip’s sandbox from the secure element, clears the endpoint and loads the demo firmware. Your AWS account is not changed: the thing and its certificate stay there.',
    button: 'Restore the board…',
    sure: 'Yes, restore it',
    no: 'Keep it as it is',
    done: 'The board is as it was delivered.',
  },
};

export const authority = {
  title: 'Certificate authority',
  page: 'This page created a certificate authority in memory. It is gone when you close the tab; boards keep working without it. Save it if you want to certify more boards with it.',
  saved:
    'You have saved the certificate authority that this page created. To certify more boards with it later, load the files here.',
  own: 'The page now certifies boards with your own authority.',
  browser:
    'The certificate authority is kept in this browser, locked with the passphrase. Boards that you set up are added to it.',
  inFolder: 'The certificate authority is kept in your folder. Boards that you set up are added to it.',
  locked: 'A certificate authority is kept in this browser. Unlock it to certify boards with it.',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  forget: 'Delete it from this browser',
  sure: 'Delete it: boards cannot be certified with it any more',
  no: 'Keep it',
  keepInBrowser: 'Keep it in this browser',
  keepInFolder: 'Keep it in a folder…',
  written:
    'Write this passphrase down now. It is shown only once, and nobody can open the authority without it. Save the files, too, in case this browser’s data is deleted.',
  caution:
    'The files contain the authority’s private keys. Anyone who has the files can issue certificates in its name, so keep them where you keep passwords.',
  format: 'The files have the layout of the folder .microchip-iot of Microchip’s iotprovision.',
  save: 'Save the files (ZIP)',
  file: 'Use a saved ZIP…',
  folder: 'Use a folder…',
};

export const methods = {
  when: {
    mar: 'Choose this for a few boards: the page registers each board itself, and your keys need the fewest permissions.',
    jitr: 'Choose this for many boards: once your account is prepared, it registers each of your boards by itself when the board first connects.',
  },
  creates:
    'JITR (just-in-time registration) prepares your account once: it creates the stack MCHPStack (a Lambda function, its role and a rule) and registers your certificate authority. Your keys need the permissions for that.',
  keep: 'Save the certificate authority before you start. Without it you cannot set up further boards, and AWS accepts only ten authorities of the same name.',
};

/** What keeps an account from registering boards at their first connection, and what the page offers. */
export const repair = {
  faults: {
    other_version:
      'Your account’s stack MCHPStack has the function of another version of this page. It registers boards; replace it if this page is the newer one.',
    vendors:
      'Your account’s stack MCHPStack is that of Microchip’s tool. Its function refuses boards that were provisioned by MAR before, and it needs Python 3.9, which AWS retires.',
    vendors_without_function:
      'Your account’s stack MCHPStack is that of Microchip’s tool, but without the function that registers boards. It fails for each board.',
    foreign:
      'Your account has a stack MCHPStack that neither this page nor Microchip’s tool has made. Find out whose it is before you replace it.',
    failed: 'Your account’s stack MCHPStack was not completed. It can only be replaced.',
    authority_elsewhere:
      'Another account of this region holds your certificate authority. AWS lets several accounts share one (mode SNI_ONLY).',
  },
  leave: 'Not now',
  offers: {
    replaceStack: {
      ask: 'Replace the stack…',
      consequence:
        'The page deletes the stack with its function, role and rule, and creates its own. That takes about two minutes. Boards that are registered already keep working.',
      confirm: 'Replace it',
      running: 'Replacing the stack… AWS needs about two minutes.',
      done: 'The stack was replaced.',
    },
    shareAuthority: {
      ask: 'Share the authority…',
      consequence:
        'The page registers the authority in your account in the mode SNI_ONLY. The other account keeps it. This way was not tried on AWS yet.',
      confirm: 'Share it',
      running: 'Registering the authority…',
      done: 'The authority was registered. Continue.',
    },
  },
};

export const registration = {
  status: {
    not_seen: 'The board is ready. AWS registers it when it connects for the first time; you may unplug it.',
    seen: 'AWS has seen the board and is registering it. The board then connects again by itself.',
    registered: 'AWS has registered the board.',
  },
  missing: (effect: string) =>
    `This takes longer than usual: ${effect}. The board tries again every few seconds. If it stays so, read the log of the function of MCHPStack in CloudWatch.`,
  effects: {
    policy: 'your account has no policy zt_policy with the expected content',
    thing_type: 'the function has not created the thing type',
    thing: 'the function has not created the thing',
    policy_attachment: 'the function has not attached the policy to the certificate',
    thing_attachment: 'the function has not attached the certificate to the thing',
    activation: 'the function has not activated the certificate',
  },
  unread: (action: string) =>
    `This takes longer than usual. Your keys lack ${action}, so the page cannot see what is missing.`,
};

export const diagnosis = {
  looking: 'Comparing the board with your account…',
  look: 'Find out why',
  again: 'Check again',
  likely: 'Most likely',
  findings: 'What was checked',
  log: 'Output of the board',
  ok: 'OK',
  bad: 'not OK',
  unknown: 'could not be checked',
  see: {
    title: 'What do you see?',
    hint: 'Choose what the board’s lights do.',
    patterns: {
      joining: {
        looks: 'Blue blinks',
        means: 'The board does not get into the Wi-Fi network.',
        todo: 'Check the network’s name and passphrase in the Wi-Fi card and send them again. The network must have 2.4 GHz: the board cannot join one that only has 5 GHz.',
      },
      other_network: {
        looks: 'Blue and green blink',
        means: 'The board tries the network with which it was delivered, because it has no Wi-Fi settings.',
        todo: 'Send the Wi-Fi settings again.',
      },
      connecting: {
        looks: 'Blue is on, green blinks or is off',
        means: 'The board is in the Wi-Fi network, but does not reach AWS.',
        todo: 'The network must let port 8883 through; guest and company networks often block it. If it does, a root certificate may be missing on the board: see Board → Inspect, repair, restore → Root certificates.',
      },
      sending: {
        looks: 'Green is on, yellow blinks',
        means: 'The board sends, but this page receives nothing.',
        todo: 'Add the policy “Live data only” from the AWS account card to the user in IAM.',
      },
      error: {
        looks: 'Red is on',
        means: 'The demo firmware reports a problem with the hardware or the settings.',
        todo: 'Unplug the board and plug it in again. If red stays on, provision the board again.',
      },
      dark: {
        looks: 'All four are off',
        means: 'The demo firmware is not running.',
        todo: 'Unplug the board and plug it in again. If the lights stay off, provision the board again, which programs the firmware again.',
      },
    },
  },
};
