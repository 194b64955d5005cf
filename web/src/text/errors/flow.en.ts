/** Programming a board, its own jobs, and why no message comes. */
import type { ErrorText } from '../catalogue';

export const flow = {
  'file.unavailable': {
    title: 'A firmware file is missing',
    what: 'The page could not load {name|the firmware} from where it was served.',
    todo: 'Check your connection and try again. Nothing was erased.',
  },
  'board.endpoint_too_long': {
    title: 'The endpoint’s name is too long',
    what: 'The demo firmware reads {limit|51} characters; {endpoint|this endpoint} has {length|more}.',
    todo: 'Use another region: most have shorter names.',
  },
  'provision.unknown_kit': {
    title: 'This page cannot program that board',
    what: 'It knows no firmware for {kit|this kit}.',
    todo: 'Connect an AVR-IoT or a PIC-IoT board, WG or WA: the page has no firmware for others.',
  },
  'provision.image_differs': {
    title: 'The firmware file is not the right one',
    what: 'What came for {name|the firmware} is not Microchip’s image. Nothing was erased.',
    todo: 'Load the page anew. If it stays so, whoever serves this page has to put the right file there.',
  },
  'provision.not_paired': {
    title: 'Is this debugger on that board?',
    what: 'The board was reset, and nothing that we know was heard on the port: an unknown program runs on {kit|the board} ({serial|…}).',
    todo: 'If it is the only board plugged in, say so and go on: its program will be replaced. Else unplug the others.',
  },
  'provision.other_board': {
    title: 'Debugger and port are two boards',
    what: 'The debugger {serial|…} was reset, but the board on this port ran on.',
    todo: 'Connect the port of the same board, or leave only one board plugged in.',
  },
  'provision.firmware_silent': {
    title: 'The programmed firmware does not answer',
    what: 'The {firmware|new} firmware was written and compared, but is not heard on this port.',
    todo: 'See that port and debugger are the same board and that a file of your own is the right firmware, then continue.',
  },
  'provision.certificates_not_delivered': {
    title: 'No certificates to go back to',
    what: 'The secure element ({part|of an unknown kind}) holds none that could be rebuilt. Nothing was changed.',
    todo: 'Provision the board for your account instead.',
  },
  'provision.no_root_store': {
    title: 'That is no backup of root certificates',
    what: 'The file has another form. Nothing was changed.',
    todo: 'Choose a file that was saved from here: 4 KB, root-certificates.bin.',
  },
  'provision.old_debugger_firmware': {
    title: 'The debugger’s firmware is old',
    what: 'It has {found|an old version}; {required|a newer one} is recommended.',
    todo: 'You can go on. If programming fails, update it with Microchip’s MPLAB IPE or pymcuprog.',
  },
  'provision.fuses_differ': {
    title: 'A fuse is not as the firmware expects',
    what: 'At {address|an address} the board has {found|…}, the image {expected|…}. Fuses are never written here.',
    todo: 'Nothing, if the board works. Otherwise compare the fuses with Microchip’s tools.',
  },
  'provision.own_image': {
    title: 'Your own {firmware|} firmware',
    what: '{name|Your file} takes the place of Microchip’s. What it does then is up to it.',
    todo: 'Go on, or choose Microchip’s image again.',
  },
  'session.no_debugger': {
    title: 'The board’s debugger is needed',
    what: 'This programs the board, and its debugger is not connected to the page.',
    todo: 'Connect the debugger: nEDBG CMSIS-DAP in the list. Or load the firmware by the drive CURIOSITY.',
  },
  'session.nothing_read': {
    title: 'Nothing was read yet',
    what: 'There is no backup before the root certificates have been read.',
    todo: 'Check the root certificates first.',
  },
  'diagnosis.board_silent': {
    title: 'The board says nothing',
    what: 'The demo firmware does not answer on the serial port.',
    todo: 'Press the board’s reset button. If it stays silent, run the provisioning again: it programs the firmware anew.',
  },
  'diagnosis.no_thing_name': {
    title: 'The board has no thing name',
    what: 'The demo firmware found none in the Wi-Fi module, so it publishes where nobody listens.',
    todo: 'Run the provisioning again: it writes the name.',
  },
  'diagnosis.sandbox_endpoint': {
    title: 'The board talks to Microchip’s sandbox',
    what: 'It has no endpoint of yours.',
    todo: 'Run the provisioning again: it writes your endpoint.',
  },
  'diagnosis.other_endpoint': {
    title: 'The board talks to another account',
    what: 'It connects to {board|another endpoint}; yours is {account|another}.',
    todo: 'Run the provisioning again, or sign in to the account that the board belongs to.',
  },
  'diagnosis.other_region': {
    title: 'The board talks to another region',
    what: 'It connects to {board|another region}; you are signed in to {account|this one}.',
    todo: 'Sign in with that region, or run the provisioning again for this one.',
  },
  'diagnosis.thing_missing': {
    title: 'The thing is not in the account',
    what: 'There is no thing {thing|of the board’s name}.',
    todo: 'Run the provisioning again: it creates what is missing.',
  },
  'diagnosis.certificate_missing': {
    title: 'The thing has no certificate',
    what: 'AWS refuses a board whose certificate is not attached to its thing {thing|}.',
    todo: 'Run the provisioning again: it attaches it.',
  },
  'diagnosis.certificate_inactive': {
    title: 'The certificate is not active',
    what: 'AWS has it as {status|not active}, and refuses the board.',
    todo: 'Run the provisioning again: it activates it.',
  },
  'diagnosis.policy_missing': {
    title: 'The certificate has no policy',
    what: 'Without {policy|a policy} the board may not connect.',
    todo: 'Run the provisioning again: it attaches it.',
  },
  'diagnosis.not_connected': {
    title: 'The board’s lights tell where it stops',
    what: 'Board and account fit together. Whether the board joins the Wi-Fi, and whether it sends, it does not say on its cable.',
    todo: 'Blue blinks: wrong name or passphrase, or a 5 GHz network (the board knows 2.4 GHz only). Blue is on, green blinks or is dark: the network does not let port 8883 through, or a root certificate is missing (Board → Look inside, then Trusted roots → Repair). Green is on and yellow blinks: the board sends, and we do not hear; copy the policy for watching from the card AWS account to the user in IAM.',
  },
  'diagnosis.board_publishes': {
    title: 'The board sends; we do not hear',
    what: 'It publishes to {topic|its topic}, but nothing arrives here.',
    todo: 'Watch again. If nothing comes, copy the policy for watching from the card AWS account to the user in IAM.',
  },
} satisfies Record<string, ErrorText>;
