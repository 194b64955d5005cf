/** Behind disclosures, fetched when opened: the inspector, the trusted roots, own firmware, restore, the certificate authority. */
export const tools = {
  puts: 'The board runs the provisioning firmware meanwhile, and the demo firmware afterwards.',
  stop: 'Stop',
  inspect: {
    title: 'Look inside',
    words: 'Reads who the board is and what is stored in it. Nothing is changed.',
    button: 'Look inside',
    secureElement: 'Secure element',
    module: 'Wi-Fi module',
    moduleWords: (firmware: string, required: string) => `firmware ${firmware} (good from ${required})`,
    thing: 'Thing name',
    endpoint: 'Endpoint',
    none: 'none',
    certificates: 'Certificates in the Wi-Fi module',
    delivered: 'Certificates that it came with',
    key: 'Key',
    keyMatches: 'the device’s certificate is for the key in the secure element',
    keyDiffers: 'the device’s certificate is for another key than the secure element’s',
    chainOk: 'signed by the next one',
    chainBroken: 'not signed by the next one',
    issuer: 'issued by',
    valid: (from: string, to: string) => (to === '' ? `from ${from}, without end` : `${from} to ${to}`),
  },
  roots: {
    title: 'Trusted roots',
    words:
      'The board connects only to servers whose certificates lead to one of these. AWS IoT needs Amazon Root CA 3.',
    check: 'Check the roots',
    status: {
      good: 'AWS IoT’s root is there.',
      repairable: 'AWS IoT’s root is missing or has expired. It can be added; the others stay.',
      damaged: 'The root store is damaged. It can be made anew with AWS IoT’s root alone.',
      empty: 'There are no roots. A store with AWS IoT’s root can be made.',
    },
    missing: (names: string) => `Missing: ${names}.`,
    repair: 'Repair',
    save: 'Save a copy',
    write: 'Write a copy back…',
    until: (date: string) => (date === '' ? 'without end' : `until ${date}`),
    keys: { rsa: 'RSA', ec: 'EC' },
  },
  images: {
    title: 'Firmware',
    words: 'What the page loads into the board. Microchip’s images are checked before anything is erased.',
    names: { provisioning: 'Provisioning', demo: 'Demo' },
    own: 'your own file',
    vendor: (version: string) => `Microchip’s, ${version}`,
    choose: 'Use a file of your own…',
    back: 'Use Microchip’s again',
    caution:
      'A file of your own is not checked beyond its form: make sure that it is for this board, and speaks the same protocol.',
  },
  restore: {
    title: 'Back to the delivered state',
    words:
      'Puts back the certificates of Microchip’s sandbox (rebuilt from the secure element), clears the endpoint and loads the demo firmware. Your AWS account is not touched: the thing and its certificate stay there.',
    button: 'Restore the board…',
    sure: 'Yes, restore it',
    no: 'Leave it as it is',
    done: 'The board is as it was delivered.',
  },
};

export const authority = {
  title: 'Certificate authority',
  page: 'This page made an authority of its own, in memory; it is gone with the tab. Boards go on working without it. Keep it if you want more boards under the same one.',
  own: 'Your own authority certifies the boards now.',
  caution:
    'The files hold its private keys: whoever has them can make certificates in its name. Keep them where you keep passwords.',
  format: 'They are the folder .microchip-iot as Microchip’s iotprovision keeps it.',
  save: 'Save its files (ZIP)',
  file: 'Use a saved ZIP…',
  folder: 'Use a folder…',
};

export const diagnosis = {
  looking: 'Comparing what the board and your account say…',
  look: 'Find out why',
  again: 'Look again',
  likely: 'Most likely',
  findings: 'What was looked at',
  log: 'What the board said',
  ok: 'good',
  bad: 'not good',
  unknown: 'could not be seen',
};
