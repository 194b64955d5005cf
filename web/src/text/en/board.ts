/** The Board card, the firmware that it asks for, and the virtual board. */

export const board = {
  title: 'Board',
  connect: 'Connect a board',
  another: 'Connect another board',
  again: 'Ask again',
  remove: 'Remove',
  status: {
    none: 'Not connected',
    choosing: 'Waiting for your choice',
    identifying: 'Asking the board what it runs',
    ready: 'Ready',
    busy: 'Working',
    gone: 'Unplugged',
    failed: 'Needs attention',
    needsDebugger: 'One more permission',
    foreign: 'Another kit',
    wrongFirmware: 'Needs another firmware',
    unknownFirmware: 'Unknown firmware',
    unavailable: 'Not available here',
  },
  first: 'Plug the board in with a USB data cable. Your browser then asks twice what this page may use:',
  firstOne: 'Plug the board in with a USB data cable. Your browser then asks what this page may use:',
  prompts: {
    port: { title: 'The serial port.', words: 'Choose “Curiosity Virtual COM Port” or “nEDBG CMSIS-DAP”.' },
    debugger: {
      title: 'The debugger.',
      words: 'Choose “nEDBG CMSIS-DAP”. Through it, the page loads the firmware by itself.',
    },
    usb: { title: 'The board.', words: 'Choose “nEDBG CMSIS-DAP”.' },
  },
  granted: 'Allowed.',
  remembered: 'Next time it does not ask.',
  debugger: {
    allow: 'Allow the debugger',
    byHand: 'Go on without it',
    instead: 'Use the debugger instead',
    several:
      'Several boards are plugged in: each has a debugger of its own. Which belongs to which is found out before anything is changed.',
  },
  foreign: {
    what: (kit: string) =>
      kit === ''
        ? 'The debugger at hand does not say which kit it sits on. This page sets up AVR-IoT and PIC-IoT boards, WG and WA.'
        : `The debugger at hand is that of ${kit}. This page sets up AVR-IoT and PIC-IoT boards, WG and WA.`,
    another: 'Connect another board',
    byHand: 'It is one of these: go on without its debugger',
  },
  asking: 'This takes some seconds: the board may be starting.',
  gone: 'Plug it in again: the page picks it up by itself, and nothing is lost. Or is another board next?',
  unknown:
    'Something answers, but neither the provisioning nor the demo firmware. Load the provisioning firmware to go on.',
  choose: 'Boards',
  forget: 'Disconnect this board',
  firmware: { provisioning: 'provisioning', demo: 'demo', unknown: 'unknown firmware', '': '' },
  facts: {
    kit: 'Kit',
    mcu: 'Microcontroller',
    debugger: 'Debugger',
    firmware: 'Firmware',
    module: 'Wi-Fi module',
    secureElement: 'Secure element',
    thing: 'Thing name on the board',
    endpoint: 'Endpoint on the board',
  },
  tools: 'Look inside, repair, restore',
  tryInstead: 'No board at hand? Try a virtual one',
};

export const firmware = {
  toProvision: 'To be provisioned, the board must run the provisioning firmware.',
  toDemo: 'The board is provisioned. Now it needs the demo firmware, which measures and sends.',
  steps: {
    download: 'Download the image.',
    drag: 'Drag the file onto the drive CURIOSITY, which the board shows like a USB stick.',
    wait: 'Wait: the page notices the new firmware and goes on.',
  },
  download: { provisioning: 'Download the provisioning image for', demo: 'Download the demo image for' },
  looking: 'Looking for the new firmware…',
  licence: 'Microchip’s image, MIT licence',
};

export const simulation = {
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
};
