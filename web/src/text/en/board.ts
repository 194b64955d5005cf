/** The Board card, the firmware that it asks for, and the virtual board. */

export const board = {
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
};

export const firmware = {
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
