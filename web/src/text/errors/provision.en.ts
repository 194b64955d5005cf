/** Errors of provisioning, of the session, and of live data. */
import type { ErrorText } from '../catalogue';
import { replug } from './remedies.en';

export const provision = {
  'provision.sandbox_account': {
    title: 'This is Microchip’s sandbox account',
    what: 'The endpoint {endpoint|of these keys} belongs to the sandbox that the boards are delivered for. The page must not change it.',
    todo: 'Enter keys of your own AWS account.',
  },
  'provision.policy_differs': {
    title: 'A different policy has the same name',
    what: 'The account has a policy {policy|zt_policy} with different permissions. The page must not change or attach it.',
    todo: 'In the AWS console, rename your policy (make a copy, then delete the original), then continue.',
  },
  'provision.permissions_missing': {
    title: 'The keys lack permissions',
    what: 'AWS does not allow these keys: {actions|some of what the job needs}. The board was not touched, and nothing has changed.',
    todo: 'In the IAM console, add the policy below to the user or role, wait a few seconds, then continue.',
  },
  'provision.no_workshop_user': {
    title: 'These keys cannot make a pass',
    what: 'The keys of a pass come from an IAM user that the page makes for the workshop. AWS does not allow your keys to make one: {action|iam:CreateUser}. The keys of many roles and of all federated users lack this.',
    todo: 'Use keys that may create IAM users. With an event’s own accounts you need no pass: each attendee pastes their own keys.',
  },
  'provision.bad_signature_from_board': {
    title: 'The board did not prove its key',
    what: 'The board’s signature does not match its public key. Nothing was written.',
    todo: replug,
  },
  'provision.key_missing': {
    title: 'The board has no key',
    what: 'Slot 0 of the secure element holds no private key.',
    todo: 'The chip on this board was never set up for the cloud; return it to the supplier.',
  },
  'provision.old_module_firmware': {
    title: 'The Wi-Fi module’s firmware is old',
    what: 'It has {found|an old version}; {required|a newer one} is recommended.',
    todo: 'You can continue. If the root certificate for AWS IoT is missing, the page adds it. If the board does not connect afterwards, update the module with Microchip’s tool. The update erases the board’s provisioning, so provision the board once more afterwards.',
  },
  'provision.damaged_store': {
    title: 'The certificate store was damaged',
    what: 'The store in the board’s Wi-Fi module is not readable.',
    todo: 'You do not need to do anything. The page rewrites it.',
  },
  'provision.old_certificate_left': {
    title: 'An old certificate is still in the account',
    what: 'AWS refused to remove certificate {id|of an earlier provisioning}. The board works and does not use it.',
    todo: 'Delete it in the AWS IoT console. Or allow iot:UpdateCertificate, iot:DetachPolicy, iot:DetachThingPrincipal and iot:DeleteCertificate, and provision again.',
  },
  'provision.stack_failed': {
    title: 'The registration function could not be set up',
    what: 'AWS CloudFormation could not finish the stack MCHPStack. Failed: {resource|unknown}, status {status|unknown}.',
    todo: 'Continue to try again. If it fails again, AWS’s reason is in the log, or in the AWS console under CloudFormation, MCHPStack, Events.',
  },
  'provision.stack_unusable': {
    title: 'The stack MCHPStack does not register boards',
    what: 'The account has a stack of this name, with status {status|unknown}, that cannot register boards.',
    todo: 'Replace the stack, below. Then continue.',
  },
  'provision.authority_elsewhere': {
    title: 'Another account holds this authority',
    what: 'AWS refuses to register certificate authority {id|of this page}, because another account of the region has registered it.',
    todo: 'Use another authority, or delete the CA in the other account.',
  },
  'provision.other_authority': {
    title: 'The board’s certificate is from another authority',
    what: 'The key of certificate authority {id|that issued it} is not here, so the page cannot register the authority.',
    todo: 'Import the folder with that authority, or provision the board with a new certificate.',
  },
  'provision.certificate_disabled': {
    title: 'The board’s certificate is disabled',
    what: 'Somebody has set it to {status|INACTIVE} in AWS IoT, so the board cannot connect.',
    todo: 'Set it to ACTIVE in the AWS IoT console, or provision the board with a new certificate.',
  },
  'session.no_board': {
    title: 'The board is not connected',
    what: 'It was disconnected from this page.',
    todo: 'Connect it again.',
  },
  'session.board_gone': {
    title: 'The board is unplugged',
    what: 'This action needs the board.',
    todo: 'Plug the board in and continue from there.',
  },
  'session.board_busy': {
    title: 'The board is busy',
    what: 'Another job is running on this board.',
    todo: 'Wait until the job is done.',
  },
  'session.no_account': {
    title: 'No AWS account yet',
    what: 'This action needs the keys of an account.',
    todo: 'Enter the keys in the AWS account card.',
  },
  'session.not_watching': {
    title: 'Live data is off',
    what: 'The switch works only while the page receives live data.',
    todo: 'Click “Watch live data” first.',
  },
  'session.wrong_firmware': {
    title: 'Different firmware is needed',
    what: 'The board runs the {found|wrong} firmware; this action needs the {wanted|other} firmware.',
    todo: 'Load the firmware; see the Board card.',
  },
  'session.unknown_firmware': {
    title: 'Unknown firmware',
    what: 'The board runs firmware that this page does not know, or it does not answer.',
    todo: 'Unplug the board and plug it in again, or load the provisioning firmware, then try again.',
  },
  'session.authority_not_kept': {
    title: 'Save the certificate authority first',
    what: 'This page has the only copy of the certificate authority. Registered in your account, it would be of no use once the tab is closed.',
    todo: 'Open “Certificate authority” below, save the files or load your own, and start again.',
  },
  'session.mixed_simulation': {
    title: 'Simulated and real cannot be mixed',
    what: 'A virtual board works with the simulated account only, and a real board with a real account.',
    todo: 'Leave the simulation to work with your own board and account.',
  },
  'telemetry.invalid_thing_name': {
    title: 'Invalid thing name',
    what: 'AWS does not allow “{name|this name}” as a thing name.',
    todo: 'Choose one from the list.',
  },
  'telemetry.watch_refused': {
    title: 'Live data is blocked',
    what: 'The keys work, but the browser cannot open the data connection (a WebSocket).',
    todo: 'A proxy or firewall in this network blocks WebSockets. Try another network, such as a phone’s hotspot.',
  },
  'telemetry.not_permitted': {
    title: 'A permission is missing',
    what: 'These keys are not allowed to call {action|an operation} on {resource|this topic}.',
    todo: 'Add the statement below, or the policy “Live data only” from the AWS account card, to the user in IAM, then try again.',
  },
  'telemetry.shadow_refused': {
    title: 'The switch does not work',
    what: 'Live data works, but the keys are not allowed to use {action|the device shadow}.',
    todo: 'Add the policy “Live data only” from the AWS account card to the user in IAM, then watch again.',
  },
  'telemetry.invalid_filter': {
    title: 'Not a topic filter',
    what: 'AWS would close the connection at “{filter|this text}”.',
    todo: 'Use + and # for whole levels only, # only at the end, at most 8 levels and 256 bytes.',
  },
  'telemetry.invalid_topic': {
    title: 'Not a topic to publish on',
    what: 'AWS would close the connection at “{topic|this text}”.',
    todo: 'Name one topic without + and #, with at most 8 levels and 256 bytes.',
  },
  'telemetry.too_many_filters': {
    title: 'Too many topic filters',
    what: 'AWS lets a connection have at most {most|a limited number} of them.',
    todo: 'Unsubscribe from some first.',
  },
  'telemetry.message_too_large': {
    title: 'The message is too large',
    what: 'It has {size|more} bytes; AWS takes at most {most|fewer}.',
    todo: 'Send less at once.',
  },
  'telemetry.invalid_document': {
    title: 'Not a JSON object',
    what: 'A requested state is a JSON object; the field shows an example.',
    todo: 'Correct the text.',
  },
  'telemetry.publish_lost': {
    title: 'AWS has not confirmed the message',
    what: 'The connection ended before. AWS also ends it at a message that these keys are not allowed to publish ({action|iot:Publish} on {resource|this topic}).',
    todo: 'Try again. If it ends again, the permission is missing.',
  },
  'telemetry.toggle_lost': {
    title: 'The switch may not have worked',
    what: 'AWS did not confirm the new setting. AWS also drops the connection when it refuses {action|iot:Publish}.',
    todo: 'Try again. If it happens again, add the policy “Live data only” from the AWS account card to the user in IAM.',
  },
} satisfies Record<string, ErrorText>;
