/** Errors of programming, pairing and restoring a board, and the causes that a diagnosis names. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

export const flow = {
  'file.unavailable': {
    title: 'A firmware file is missing',
    what: 'The page could not download {name|the firmware} from its site.',
    todo: 'Check your connection and try again. Nothing was erased.',
  },
  'board.endpoint_too_long': {
    title: 'The endpoint’s name is too long',
    what: 'The demo firmware reads {limit|51} characters; {endpoint|this endpoint} has {length|more}.',
    todo: 'Use another region: most have shorter names.',
  },
  'provision.unknown_kit': {
    title: 'This page cannot program that board',
    what: 'It has no firmware for {kit|this kit}.',
    todo: 'Connect an AVR-IoT or PIC-IoT board, WG or WA. The page has no firmware for other boards.',
  },
  'provision.image_differs': {
    title: 'Wrong firmware file',
    what: 'The downloaded {name|firmware} is not Microchip’s image. Nothing was erased.',
    todo: 'Reload the page. If this keeps happening, tell the site’s owner.',
  },
  'provision.not_paired': {
    title: 'Does this debugger belong to this board?',
    what: 'The page reset the board and received no start-up message that it knows. An unknown program runs on {kit|the board} ({serial|…}).',
    todo: 'If this is the only board plugged in, confirm that and continue. The page then replaces its program. Otherwise unplug the other boards.',
  },
  'provision.other_board': {
    title: 'Debugger and port belong to different boards',
    what: 'The page reset the board of debugger {serial|…}, but the board on this port kept running.',
    todo: 'Connect the port of the same board, or keep only one board plugged in.',
  },
  'provision.firmware_silent': {
    title: 'The programmed firmware does not answer',
    what: 'The {firmware|new} firmware was written and verified, but it does not answer on this port.',
    todo: 'Check that port and debugger belong to the same board. If you use your own file, check that it is the right firmware. Then continue.',
  },
  'provision.certificates_not_delivered': {
    title: 'No factory certificates',
    what: 'The secure element ({part|of an unknown kind}) has no factory certificates to rebuild. Nothing was changed.',
    todo: 'Provision the board for your account instead.',
  },
  'provision.no_root_store': {
    title: 'Not a backup of root certificates',
    what: 'The file has a different format. Nothing was changed.',
    todo: 'Choose a file that this page saved: root-certificates.bin, 4 KB.',
  },
  'provision.old_debugger_firmware': {
    title: 'The debugger’s firmware is old',
    what: 'It has {found|an old version}; {required|a newer one} is recommended.',
    todo: 'You can continue. If programming fails, update the debugger with Microchip’s MPLAB IPE or pymcuprog.',
  },
  'provision.fuses_differ': {
    title: 'A fuse differs from the firmware’s value',
    what: 'At {address|an address} the board has {found|…} and the image {expected|…}. The page never writes fuses.',
    todo: 'If the board works, you do not need to do anything. Otherwise compare the fuses with Microchip’s tools.',
  },
  'provision.own_image': {
    title: 'Your own {firmware|} firmware',
    what: 'The page uses {name|your file} in place of Microchip’s image, and cannot check what it does.',
    todo: 'Continue, or choose Microchip’s image again.',
  },
  'session.no_debugger': {
    title: 'The board’s debugger is needed',
    what: 'This needs the board’s debugger, which is not connected to the page.',
    todo: 'Connect the debugger (nEDBG CMSIS-DAP in the list), or load the firmware through the drive CURIOSITY.',
  },
  'state.unknown_name': {
    title: 'Unknown value',
    what: 'The page passed {name|a value} to its core, which does not know it.',
    todo: ownFault,
  },
  'state.malformed': {
    title: 'Malformed command',
    what: 'The page passed its core a command without a valid value.',
    todo: ownFault,
  },
  'session.nothing_read': {
    title: 'Nothing to save yet',
    what: 'The page has not read the root certificates yet.',
    todo: 'Check the root certificates first.',
  },
  'diagnosis.board_silent': {
    title: 'The board is silent',
    what: 'The demo firmware does not answer on the serial port.',
    todo: 'Unplug the board and plug it in again. If it stays silent, provision it again to reprogram the firmware.',
  },
  'diagnosis.no_thing_name': {
    title: 'The board has no thing name',
    what: 'The Wi-Fi module has no thing name, so the board publishes to a topic that nobody subscribes to.',
    todo: 'Provision the board again to write the name.',
  },
  'diagnosis.sandbox_endpoint': {
    title: 'The board connects to Microchip’s sandbox',
    what: 'The board does not have the endpoint of your account.',
    todo: 'Provision the board again to write your endpoint.',
  },
  'diagnosis.other_endpoint': {
    title: 'The board connects to another account',
    what: 'It connects to {board|another endpoint}; yours is {account|another}.',
    todo: 'Provision the board again, or sign in to the account that the board belongs to.',
  },
  'diagnosis.other_region': {
    title: 'The board connects to another region',
    what: 'It connects to {board|another region}; you are signed in to {account|this one}.',
    todo: 'Switch to that region, or provision the board again for this one.',
  },
  'diagnosis.thing_missing': {
    title: 'The thing is not in the account',
    what: 'There is no thing {thing|with the board’s name}.',
    todo: 'Provision the board again to create what is missing.',
  },
  'diagnosis.certificate_missing': {
    title: 'The thing has no certificate',
    what: 'AWS refuses a board whose certificate is not attached to its thing {thing|}.',
    todo: 'Provision the board again to attach it.',
  },
  'diagnosis.certificate_inactive': {
    title: 'The certificate is not active',
    what: 'Its status in AWS is {status|not active}, so AWS refuses the board.',
    todo: 'Provision the board again to activate it.',
  },
  'diagnosis.policy_missing': {
    title: 'The certificate has no policy',
    what: 'Without {policy|a policy} the board is not allowed to connect.',
    todo: 'Provision the board again to attach it.',
  },
  'diagnosis.not_connected': {
    title: 'The board’s lights show where it stops',
    what: 'The settings of the board and the account match. The board does not report over USB whether it joins the Wi-Fi network and sends data.',
    todo: 'Choose below what you see.',
  },
  'diagnosis.board_publishes': {
    title: 'The board sends, but nothing arrives here',
    what: 'The board publishes to {topic|its topic}, but this page receives nothing.',
    todo: 'Watch again. If nothing arrives, add the policy “Live data only” from the AWS account card to the user in IAM.',
  },
} satisfies Record<string, ErrorText>;
