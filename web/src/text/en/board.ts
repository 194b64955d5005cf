/** Texts of the Board card, of loading firmware by hand, and of the virtual board. */

export const board = {
  title: 'Board',
  connect: 'Connect a board',
  connectAgain: 'Click once more to connect',
  another: 'Connect another board',
  again: 'Try again',
  useHere: 'Use it here',
  remove: 'Remove',
  status: {
    none: 'Not connected',
    choosing: 'Waiting for your choice',
    identifying: 'Checking the board’s firmware',
    ready: 'Ready',
    busy: 'Working',
    gone: 'Unplugged',
    failed: 'Needs attention',
    needsDebugger: 'Needs one more permission',
    foreign: 'Unsupported kit',
    wrongFirmware: 'Needs different firmware',
    unknownFirmware: 'Unknown firmware',
    unavailable: 'Not available here',
  },
  first:
    'Plug in the board with a USB data cable. Your browser then opens two lists. Pick the board in each:',
  firstOne: 'Plug in the board with a USB data cable. Your browser then opens a list. Pick the board in it:',
  prompts: {
    port: { title: 'The serial port.', words: 'Choose “Curiosity Virtual COM Port” or “nEDBG CMSIS-DAP”.' },
    debugger: {
      title: 'The debugger.',
      words: 'Choose “nEDBG CMSIS-DAP”. The page programs the board through it.',
    },
    usb: { title: 'The board.', words: 'Choose “nEDBG CMSIS-DAP”.' },
  },
  /** The browser's own list, in Chrome's words. */
  picker: {
    label: (name: string) => `The browser’s list. Choose “${name}” in it, then “Connect”.`,
    titles: {
      port: (host: string) => `${host} wants to connect to a serial port`,
      debugger: (host: string) => `${host} wants to connect to a HID device`,
      usb: (host: string) => `${host} wants to connect`,
    },
    connect: 'Connect',
  },
  granted: 'Allowed.',
  remembered: 'Your browser remembers your choice.',
  debugger: {
    allow: 'Allow the debugger',
    byHand: 'Continue without it',
    instead: 'Use the debugger instead',
    several:
      'Several boards are connected, and each has its own debugger. The page finds out which belongs to which before it changes anything.',
  },
  foreign: {
    what: (kit: string) =>
      kit === ''
        ? 'This debugger does not say which kit it is on. This page sets up AVR-IoT and PIC-IoT boards, WG and WA.'
        : `This debugger is on a ${kit} board. This page sets up AVR-IoT and PIC-IoT boards, WG and WA.`,
    another: 'Connect another board',
    byHand: 'It is one of these. Continue without its debugger',
  },
  asking: 'This takes a few seconds, because the board may be starting.',
  gone: 'Plug the board in again. The page continues by itself, and nothing is lost. Or connect another board.',
  unknown:
    'The board answers, but it runs neither the provisioning firmware nor the demo firmware. Load the provisioning firmware to continue.',
  replaced:
    'The board runs another program, or half of one, and does not answer this page. Provisioning replaces it.',
  name: 'Name',
  nameHint: 'Kept in this browser. Leave it empty for the page’s own name.',
  choose: 'Boards',
  blink: 'Blink its LEDs',
  forget: 'Disconnect this board',
  atWork: 'A busy board cannot be disconnected. Wait, or stop its job.',
  firmware: { provisioning: 'provisioning', demo: 'demo', unknown: 'unknown firmware', none: '' },
  facts: {
    kit: 'Kit',
    serial: 'Serial number',
    mcu: 'Microcontroller',
    debugger: 'Debugger',
    firmware: 'Firmware',
    module: 'Wi-Fi module',
    secureElement: 'Secure element',
    thing: 'Thing name on the board',
    endpoint: 'Endpoint on the board',
  },
  tools: 'Inspect, repair, restore',
  tryInstead: 'No board? Try a virtual one',
};

export const firmware = {
  toProvision: 'To be provisioned, the board must run the provisioning firmware.',
  toDemo: 'The board is provisioned. Now it needs the demo firmware, which measures and sends data.',
  steps: {
    download: 'Download the image.',
    drag: 'Drag the file onto the drive CURIOSITY, which appears like a USB stick.',
    wait: 'Wait. The page notices the new firmware and continues.',
  },
  download: { provisioning: 'Download the provisioning image for', demo: 'Download the demo image for' },
  looking: 'Waiting for the new firmware…',
  licence: 'Microchip’s image, MIT licence',
};

export const simulation = {
  banner: 'Simulation',
  explain: 'A virtual board and a virtual account, in this tab only. Nothing reaches AWS.',
  leave: 'Leave the simulation',
  boardTitle: 'Virtual board',
  unplug: 'Unplug the cable',
  replug: 'Plug in the cable',
  drop: {
    provisioning: 'Drop the provisioning image on the drive',
    demo: 'Drop the demo image on the drive',
  },
  plug: 'Plug in a virtual board',
  another: 'Plug in another virtual board',
  signIn: 'Use the simulated account',
};
