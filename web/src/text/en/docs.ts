/** The pages of the help. Fetched, in one language, when the help is opened. */
export const docs = {
  title: 'Help',
  pages: 'Pages of the help',
  guide: {
    title: 'The four steps',
    words: 'Microchip’s guide has four steps. This page does them in the order of its cards.',
    parts: [
      {
        title: '1. Prepare the account',
        words:
          'The guide creates a policy, a group, a user and an access key in the AWS console. Here, the AWS account card shows the smallest policy to copy. With keys of an administrator, the view Account creates such a user for you.',
      },
      {
        title: '2. Provision the board',
        words:
          'The guide installs Python tools and runs iotprovision. Here, you connect the board, name a Wi-Fi network and click “Provision this board”. The page can show the plan before it writes anything.',
      },
      {
        title: '3. See the data',
        words:
          'The guide subscribes to the board’s topic in the console’s test client. Here, the live data appear by themselves. The view Live has an MQTT explorer for other topics.',
      },
      {
        title: '4. Add more boards',
        words:
          'Connect the next board: account, method and Wi-Fi stay. “Many boards” provisions all connected boards at once.',
      },
    ],
  },
  security: {
    title: 'Security',
    words:
      'There is no server behind this page. It talks to your board over USB and to AWS over HTTPS and WebSockets.',
    parts: [
      {
        title: 'Your AWS keys',
        words:
          'They sign requests to AWS in this tab, and stay in its memory only. “Forget the keys”, closing the tab or reloading it removes them. The secret key itself is never sent; AWS gets signatures.',
      },
      {
        title: 'The Wi-Fi passphrase',
        words: 'It is sent to the board over USB and to nobody else. The board saves it.',
      },
      {
        title: 'The board’s key',
        words:
          'The private key was made in the secure element and never leaves it. The page reads the public key and creates a certificate for it.',
      },
      {
        title: 'The certificate authority',
        words:
          'Its private keys are made in this tab’s memory. They are gone when you close it, unless you save the files or keep them locked with a passphrase.',
      },
      {
        title: 'How to check it',
        words:
          'Open the browser’s developer tools, then “Network”: requests go to this page’s own address and to AWS only. The content security policy in the page’s source names each host that it may reach. The log shows each request to AWS.',
      },
    ],
  },
  workshop: {
    title: 'Run a workshop',
    words: 'For a room in which everybody brings a computer and gets a board.',
    parts: [
      {
        title: 'Before',
        words:
          'You need a 2.4 GHz network without a login page that lets ports 8883 and 443 through, USB data cables, and Chrome or Edge on each computer. Provision one board on the room’s network, and run the hardware check.',
      },
      {
        title: 'Keys',
        words:
          'If your event gives each attendee an AWS account of their own, they paste its credentials. In one account for all, create a user with the policy for provisioning, and delete the user afterwards.',
      },
      {
        title: 'A link for everybody',
        words:
          'A link can propose region, network and title: #/setup?region=eu-west-1&ssid=Workshop&title=IoT+day. Never put keys or a passphrase into it. Print the handout with the address.',
      },
      {
        title: 'During',
        words: 'The view Live shows all boards of the account, those with trouble first.',
      },
      {
        title: 'After',
        words: 'The view Account lists what boards have left in the account, and removes what you choose.',
      },
    ],
  },
  troubles: {
    title: 'Troubles and their signs',
    words: 'If nothing here fits, make a support file, or check the hardware.',
    parts: [
      {
        title: 'The board is not in the browser’s list',
        words:
          'Try another cable: many only charge. Close other programs that use the port. On Linux, the Board card shows the rule that gives you access.',
      },
      {
        title: 'Blue keeps blinking',
        words:
          'The board does not get into the Wi-Fi network. Check name and passphrase. The network must have 2.4 GHz and no login page.',
      },
      {
        title: 'Blue is on, green blinks',
        words: 'The board is in the network, but does not reach AWS. The network must let port 8883 through.',
      },
      {
        title: 'Yellow blinks, but there is no chart',
        words: 'The board sends, but this page may not listen. Your keys need the policy for live data.',
      },
      {
        title: 'Red is on',
        words: 'Unplug the board and plug it in again. If red stays on, provision the board again.',
      },
      {
        title: 'AWS refuses your keys',
        words:
          'A new key takes a few seconds. Temporary keys end after some hours. The AWS account card says which permission is missing.',
      },
    ],
  },
  links: { support: 'Make a support file', check: 'Hardware check', print: 'Print the handout' },
  handout: {
    title: 'Handout',
    heading: 'Your board in the cloud',
    open: 'Open this address in Chrome or Edge:',
    todo: 'What to do',
    steps: [
      'Plug the board into your computer with the USB cable.',
      'Click “Connect a board”, and choose the board in both lists of the browser.',
      'Enter the AWS keys and the Wi-Fi network that you were given.',
      'Click “Provision this board”. After about a minute, your board’s light and temperature appear.',
    ],
    lights: 'What the lights mean',
    troubles: 'If something does not work',
    help: [
      ['The board is not in the list', 'Try another USB cable. Some cables only charge.'],
      ['Blue keeps blinking', 'Check the name and the passphrase of the Wi-Fi network.'],
      ['It stops', 'Nothing is lost. Plug the board in again and click “Continue”.'],
    ],
  },
};
