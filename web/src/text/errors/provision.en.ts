/** The jobs, the session that runs them, and the data that follows. */
import type { ErrorText } from '../catalogue';
import { replug } from './remedies.en';

export const provision = {
  'provision.sandbox_account': {
    title: 'This is Microchip’s sandbox account',
    what: 'The endpoint {endpoint|of these keys} belongs to the sandbox that the boards ship with. It is not ours to change.',
    todo: 'Give keys of your own AWS account.',
  },
  'provision.policy_differs': {
    title: 'Another policy has that name',
    what: 'A policy {policy|zt_policy} exists in the account and permits something else. It is not ours to change or attach.',
    todo: 'In the AWS console, rename yours (make a copy, delete the old one), then continue.',
  },
  'provision.bad_signature_from_board': {
    title: 'The board did not prove its key',
    what: 'The board signed, but the signature does not fit its public key. Nothing was written.',
    todo: replug,
  },
  'provision.key_missing': {
    title: 'The board has no key',
    what: 'Slot 0 of the secure element holds no private key.',
    todo: 'This board’s chip was never set up for the cloud: it has to go back to its maker.',
  },
  'provision.old_module_firmware': {
    title: 'The Wi-Fi module’s firmware is old',
    what: 'It has {found|an old version}; {required|a newer one} is recommended.',
    todo: 'You can go on: if the root certificate that AWS IoT needs is missing, it is added. If the board does not connect afterwards, update the module with Microchip’s tool.',
  },
  'provision.damaged_store': {
    title: 'The certificate store was damaged',
    what: 'What is in the board’s Wi-Fi module cannot be read.',
    todo: 'Nothing to do: it is written anew.',
  },
  'session.no_board': {
    title: 'The board is not here any more',
    what: 'It was disconnected from this page.',
    todo: 'Connect it again.',
  },
  'session.board_gone': {
    title: 'The board is unplugged',
    what: 'This needs the board.',
    todo: 'Plug it in: we go on from there.',
  },
  'session.board_busy': {
    title: 'The board is busy',
    what: 'Something else runs on this board.',
    todo: 'Wait until that is done.',
  },
  'session.no_account': {
    title: 'No AWS account yet',
    what: 'This needs keys of an account.',
    todo: 'Give them in the card AWS account.',
  },
  'session.not_watching': {
    title: 'Nothing is being watched',
    what: 'The switch works while data is watched.',
    todo: 'Start watching first.',
  },
  'session.wrong_firmware': {
    title: 'Another firmware is needed',
    what: 'The board runs the {found|other} firmware; this needs the {wanted|other} one.',
    todo: 'Load it: the card Board says how.',
  },
  'session.unknown_firmware': {
    title: 'Unknown firmware',
    what: 'Nothing that we know answers on this port.',
    todo: 'Press the board’s reset button, or load the provisioning firmware, then ask again.',
  },
  'session.mixed_simulation': {
    title: 'Simulation and reality do not mix',
    what: 'A virtual board joins the simulated account only, and a real one a real account.',
    todo: 'Leave the simulation to work with your own board and account.',
  },
  'telemetry.invalid_thing_name': {
    title: 'Not a thing’s name',
    what: '“{name|That}” cannot be the name of a thing.',
    todo: 'Choose one from the list.',
  },
  'telemetry.watch_refused': {
    title: 'No way for the data',
    what: 'The keys are good, but the data connection (a WebSocket) does not open.',
    todo: 'Something between here and AWS lets no WebSockets through: try another network, such as a phone’s hotspot.',
  },
  'telemetry.not_permitted': {
    title: 'A permission is missing',
    what: 'These keys may not do {action|this}, so no data can be received.',
    todo: 'Copy the policy for watching from the card AWS account to the user in IAM, then watch again.',
  },
  'telemetry.shadow_refused': {
    title: 'The switch does not work',
    what: 'The data comes, but {action|the shadow} is not permitted.',
    todo: 'Copy the policy for watching from the card AWS account to the user in IAM, then watch again.',
  },
  'telemetry.toggle_lost': {
    title: 'The switch may not have worked',
    what: 'AWS did not confirm the new setting. A dropped connection is also how it refuses {action|iot:Publish}.',
    todo: 'Try once more. If it happens again, copy the policy for watching from the card AWS account to the user in IAM.',
  },
} satisfies Record<string, ErrorText>;
