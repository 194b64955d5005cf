/** The way to AWS, the keys, and what AWS says. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

export const aws = {
  'http.unreachable': {
    title: 'No answer',
    what: 'A request went out and no readable answer came back.',
    todo: 'Check the network: a proxy, firewall or ad blocker may hold it. Then try again.',
  },
  'http.too_large': {
    title: 'Too much came back',
    what: 'An answer was far larger than it should be, so we stopped reading.',
    todo: 'Check that no proxy answers in the place of AWS. Then try again.',
  },
  'mqtt.refused': {
    title: 'AWS refuses the data connection',
    what: 'The WebSocket to your account’s data endpoint was turned down. A browser is not told why.',
    todo: 'Most often the keys lack the permission iot:Connect: compare them with the policy for watching in the AWS account card. A proxy that blocks WebSockets looks the same.',
  },
  'mqtt.connection_lost': {
    title: 'The data connection broke',
    what: 'The connection to AWS ended. The board goes on sending.',
    todo: 'Nothing to do: the page connects again by itself.',
  },
  'mqtt.subscription_refused': {
    title: 'Not allowed to listen',
    what: 'AWS refuses the subscription to {topic|the board’s topic}.',
    todo: 'The keys need iot:Subscribe and iot:Receive: copy the policy for watching from the AWS account card.',
  },
  'mqtt.not_connected': {
    title: 'No data connection',
    what: 'Nothing can be sent or received at the moment.',
    todo: 'Start watching again.',
  },
  'mqtt.already_connected': {
    title: 'Connected already',
    what: 'There is a data connection already.',
    todo: ownFault,
  },
  'mqtt.invalid_topic': {
    title: 'Not a topic',
    what: 'AWS takes no topic like {topic|this one}.',
    todo: ownFault,
  },
  'mqtt.unavailable': {
    title: 'The data part did not load',
    what: 'The part of this page that receives data could not be fetched or has stopped.',
    todo: 'Check the network and start watching again. If that does not help, reload the page.',
  },
  'aws.unknown_region': {
    title: 'This region will not do',
    what: 'The boards do not support the region {region|you named}.',
    todo: 'Choose one from the list.',
  },
  'aws.credentials_unrecognised': {
    title: 'No keys in there',
    what: 'The text is in no form that we know.',
    todo: 'Paste the lines that AWS shows (export AWS_…, an INI profile, the CSV file’s content, JSON), or type the two keys below.',
  },
  'aws.credentials_missing': {
    title: 'A part is missing',
    what: 'There is no {field|key} in it.',
    todo: 'An access key has two parts: the id (it begins with AKIA or ASIA) and the secret. Temporary keys have a session token as well.',
  },
  'aws.credentials_malformed': {
    title: 'That is not quite a key',
    what: 'The {field|key} has the wrong form: {reason|its length or its characters are not a key’s}.',
    todo: 'Copy it again as a whole, without spaces or quotes.',
  },
  'aws.credentials_swapped': {
    title: 'The two are swapped',
    what: 'The access key id stands where the secret belongs.',
    todo: 'Exchange the two fields.',
  },
  'aws.credentials_not_a_key': {
    title: 'That names a user, not a key',
    what: 'An id that begins with {prefix|these letters} names a user, role or group in AWS.',
    todo: 'You need an access key: in the IAM console open the user, then Security credentials, then Create access key.',
  },
  'aws.unknown_key': {
    title: 'AWS does not know this key',
    what: 'The access key ending in {key|…} does not exist, or was deactivated or deleted.',
    todo: 'A key made just now needs some seconds: check it again. Else copy it again, or create a new one in IAM. Keys of China and of the other regions are separate.',
  },
  'aws.signature_mismatch': {
    title: 'The secret key is wrong',
    what: 'AWS knows the access key id, but the secret does not belong to it.',
    todo: 'Copy the secret access key again, as a whole. If it is lost, create a new access key: AWS shows a secret only once.',
  },
  'aws.token_expired': {
    title: 'The session has expired',
    what: 'Temporary keys live for some hours; these are over.',
    todo: 'Get fresh ones where you got these, and paste them again.',
  },
  'aws.not_subscribed': {
    title: 'The account is not ready',
    what: 'AWS has not opened this account for the service yet.',
    todo: 'Complete the sign-up in the AWS console (a payment method, the confirmation call); a new account takes some minutes.',
  },
  'aws.not_permitted': {
    title: 'A permission is missing',
    what: 'These keys may not do {action|this}.',
    todo: 'Add the permission to the user in IAM (the statement is ready to copy), wait some seconds, then try again.',
  },
  'aws.explicitly_denied': {
    title: 'Forbidden here',
    what: 'A rule of the account forbids {action|this} for these keys ({policy|an explicit deny}).',
    todo: 'No permission that you add helps: ask whoever runs the account or the organisation, or use another account.',
  },
  'aws.clock_skewed': {
    title: 'This computer’s clock is wrong',
    what: 'AWS accepts five minutes; the clock here differs by more and the correction did not help.',
    todo: 'Set the computer’s date and time (automatic is best), then try again.',
  },
  'aws.throttled': {
    title: 'AWS asks us to slow down',
    what: 'Too many requests ran in this account; {action|the request} was put off several times.',
    todo: 'Wait half a minute, then try again.',
  },
  'aws.conflict': {
    title: 'It exists already, differently',
    what: 'AWS holds something of that name or content that is not ours to change.',
    todo: 'Look at it in the AWS console; remove or rename it, then try again.',
  },
  'aws.in_use': {
    title: 'Still in use',
    what: 'AWS does not let go of something that is attached elsewhere ({action|delete}).',
    todo: 'Detach it in the AWS console first, then try again.',
  },
  'aws.wrong_state': {
    title: 'Not in this state',
    what: 'AWS refuses {action|this} in the state that the certificate is in.',
    todo: 'Look at the certificate in the AWS console, then try again.',
  },
  'aws.not_found': {
    title: 'It is not there',
    what: 'AWS does not find what {action|the request} speaks of.',
    todo: 'It may have been deleted meanwhile. Continue: what is missing is made again.',
  },
  'aws.invalid_request': {
    title: 'AWS does not accept this request',
    what: 'AWS finds something wrong with {action|the request}.',
    todo: ownFault,
  },
  'aws.limit_exceeded': {
    title: 'The account is full',
    what: 'A limit of this account is reached ({action|the request}).',
    todo: 'Delete what is not needed, or raise the limit under Service Quotas, then try again.',
  },
  'aws.service_failed': {
    title: 'AWS has trouble',
    what: 'AWS answered {action|the request} with a fault of its own, several times.',
    todo: 'Wait a minute and try again. The AWS Health Dashboard tells of larger outages.',
  },
  'aws.refused': {
    title: 'AWS refuses',
    what: 'AWS turned down {action|the request}.',
    todo: 'Open the technical detail: there AWS says why in its own words. Put that right, then try again.',
  },
  'aws.bad_answer': {
    title: 'A strange answer',
    what: 'The answer to {action|the request} is not one that AWS would give.',
    todo: 'A proxy or a captive Wi-Fi page may have answered in its place. Check the network, then try again.',
  },
  'aws.host_blocked': {
    title: 'A host is blocked',
    what: 'Other hosts of AWS answer, but {host|this one} does not.',
    todo: 'Ask whoever runs this network to allow it, or use another network (a phone’s hotspot).',
  },
  'aws.unreachable': {
    title: 'AWS does not answer',
    what: 'There is no way to {host|AWS} from here.',
    todo: 'Check the network: are you online? Then try again.',
  },
} satisfies Record<string, ErrorText>;
