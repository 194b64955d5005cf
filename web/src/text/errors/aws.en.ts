/** Errors of the network, of the keys, and of AWS. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

export const aws = {
  'http.unreachable': {
    title: 'No answer',
    what: 'The page sent a request and got no readable answer.',
    todo: 'Check the network: a proxy, firewall or ad blocker may block it. Then try again.',
  },
  'http.too_large': {
    title: 'An answer is too large',
    what: 'An answer was far larger than expected, so the page stopped reading it.',
    todo: 'Check that no proxy answers in place of AWS. Then try again.',
  },
  'mqtt.upgrade_refused': {
    title: 'Live data is blocked',
    what: 'The WebSocket to your account’s data endpoint did not open. Browsers do not learn the reason.',
    todo: 'The page tries again. If this keeps happening, a proxy or firewall may block WebSockets. Try another network.',
  },
  'mqtt.session_refused': {
    title: 'AWS refuses the data connection',
    what: 'The WebSocket to your account’s data endpoint opened, and AWS closed it.',
    todo: 'The keys probably lack the permission iot:Connect. Compare them with the policy “Live data only” in the AWS account card.',
  },
  'mqtt.refused': {
    title: 'AWS refuses the data connection',
    what: 'AWS refused the WebSocket to your account’s data endpoint. Browsers do not learn the reason.',
    todo: 'Usually the keys lack the permission iot:Connect. Compare them with the policy “Live data only” in the AWS account card. A proxy that blocks WebSockets has the same effect.',
  },
  'mqtt.connection_lost': {
    title: 'The data connection was lost',
    what: 'The connection to AWS ended. The board keeps sending.',
    todo: 'You do not need to do anything. The page reconnects by itself.',
  },
  'mqtt.subscription_refused': {
    title: 'Not allowed to subscribe',
    what: 'AWS refuses the subscription to {topic|the board’s topic}.',
    todo: 'The keys need iot:Subscribe and iot:Receive. Copy the policy “Live data only” from the AWS account card.',
  },
  'mqtt.not_connected': {
    title: 'No data connection',
    what: 'The page cannot send or receive data at the moment.',
    todo: 'Start watching again.',
  },
  'mqtt.already_connected': {
    title: 'Already connected',
    what: 'There is already a data connection.',
    todo: ownFault,
  },
  'mqtt.invalid_topic': {
    title: 'Invalid topic',
    what: 'AWS does not accept {topic|this topic}.',
    todo: ownFault,
  },
  'mqtt.unavailable': {
    title: 'Live data could not be loaded',
    what: 'The part of this page that receives data could not be loaded or has stopped.',
    todo: 'Check the network and start watching again. If that does not help, reload the page.',
  },
  'aws.unknown_region': {
    title: 'This region is not supported',
    what: 'The boards do not support the region {region|you named}.',
    todo: 'Choose one from the list.',
  },
  'aws.credentials_unrecognised': {
    title: 'No keys found',
    what: 'The text does not contain an access key in a form that this page knows.',
    todo: 'Paste what AWS shows (export AWS_… lines, a profile, the content of the CSV file, JSON), or type the two keys below.',
  },
  'aws.credentials_ambiguous': {
    title: 'The text has several keys',
    what: 'The text has more than one access key ID or secret, and it does not say which belong together.',
    todo: 'Paste only one access key ID with its secret access key.',
  },
  'aws.credentials_missing': {
    title: 'A part is missing',
    what: 'The {field|key} is missing.',
    todo: 'An access key has two parts: the ID (it begins with AKIA or ASIA) and the secret. Temporary keys have a session token as well.',
  },
  'aws.credentials_malformed': {
    title: 'This is not a valid key',
    what: 'The {field|key} is not valid: {reason|it has the wrong length or the wrong characters}{character|}.',
    todo: 'Copy the whole key again, without spaces or quotes.',
  },
  'aws.credentials_swapped': {
    title: 'The two keys are swapped',
    what: 'The access key ID is in the place of the secret access key.',
    todo: 'Swap the two values.',
  },
  'aws.credentials_not_a_key': {
    title: 'This is the ID of a user, not of a key',
    what: 'An ID that begins with {prefix|these letters} belongs to a user, role or group in AWS.',
    todo: 'You need an access key. In the IAM console, open the user, then Security credentials, then Create access key.',
  },
  'aws.unknown_key': {
    title: 'AWS does not know this key',
    what: 'The access key ending in {key|…} does not exist, or was deactivated or deleted.',
    todo: 'A new key takes a few seconds to become active; try again. Otherwise copy it again, or create a new key in IAM. AWS China and AWS Global use separate keys.',
  },
  'aws.signature_mismatch': {
    title: 'The secret key is wrong',
    what: 'AWS knows the access key ID, but the secret access key does not belong to it.',
    todo: 'Copy the whole secret access key again. If you no longer have it, create a new access key: AWS shows a secret only once.',
  },
  'aws.token_expired': {
    title: 'The session has expired',
    what: 'Temporary keys last a few hours; these have expired.',
    todo: 'Get new keys from the same place and paste them here.',
  },
  'aws.not_subscribed': {
    title: 'The account is not ready',
    what: 'AWS has not enabled this service for the account yet.',
    todo: 'Complete the sign-up in the AWS console (a payment method, the confirmation call); a new account takes a few minutes.',
  },
  'aws.not_permitted': {
    title: 'A permission is missing',
    what: 'These keys are not allowed to call {action|this operation}.',
    todo: 'Add the permission to the user in IAM (the statement is ready to copy), wait a few seconds, then try again.',
  },
  'aws.explicitly_denied': {
    title: 'Explicitly forbidden',
    what: 'A policy of the account denies {action|this operation} for these keys ({policy|an explicit deny}).',
    todo: 'Adding a permission does not help. Ask the administrator of the account or the organisation, or use another account.',
  },
  'aws.clock_skewed': {
    title: 'This computer’s clock is wrong',
    what: 'AWS accepts a difference of five minutes. This clock differs by more, and the page could not correct for it.',
    todo: 'Set the computer’s date and time (automatic is best), then try again.',
  },
  'aws.throttled': {
    title: 'AWS limits the rate of requests',
    what: 'There were too many requests in this account. AWS rejected {action|the request} several times.',
    todo: 'Wait half a minute, then try again.',
  },
  'aws.conflict': {
    title: 'The name is already in use',
    what: 'The account already has an item with this name or content, and the page must not change it.',
    todo: 'Open it in the AWS console and delete or rename it, then try again.',
  },
  'aws.in_use': {
    title: 'Still in use',
    what: 'AWS does not delete an item that is attached elsewhere ({action|delete}).',
    todo: 'Detach it in the AWS console first, then try again.',
  },
  'aws.wrong_state': {
    title: 'Not possible in this state',
    what: 'AWS refuses {action|this operation} in the current state of the certificate.',
    todo: 'Check the certificate in the AWS console, then try again.',
  },
  'aws.not_found': {
    title: 'Not found in AWS',
    what: 'AWS cannot find the item that {action|the request} refers to.',
    todo: 'It may have been deleted in the meantime. Continue, and the page creates it again.',
  },
  'aws.invalid_request': {
    title: 'AWS does not accept this request',
    what: 'AWS rejected {action|the request} as invalid.',
    todo: ownFault,
  },
  'aws.limit_exceeded': {
    title: 'A limit of the account is reached',
    what: 'The account cannot have more of these ({action|the request}).',
    todo: 'Delete items that you do not need, or raise the limit under Service Quotas, then try again.',
  },
  'aws.service_failed': {
    title: 'AWS has a problem',
    what: 'AWS answered {action|the request} with an internal error several times.',
    todo: 'Wait a minute and try again. The AWS Health Dashboard shows larger outages.',
  },
  'aws.refused': {
    title: 'AWS refused the request',
    what: 'AWS refused {action|the request}.',
    todo: 'The technical detail has the reason in AWS’s own words. Fix it, then try again.',
  },
  'aws.bad_answer': {
    title: 'An unexpected answer',
    what: 'The answer to {action|the request} does not come from AWS.',
    todo: 'A proxy or the sign-in page of a Wi-Fi network may have answered instead. Check the network, then try again.',
  },
  'aws.host_blocked': {
    title: 'A host is blocked',
    what: 'Other hosts of AWS answer, but {host|this one} does not.',
    todo: 'Ask the administrator of this network to allow it, or use another network, such as a phone’s hotspot.',
  },
  'aws.unreachable': {
    title: 'AWS does not answer',
    what: 'The page cannot reach {host|AWS} from this network.',
    todo: 'Check the network: are you online? Then try again.',
  },
} satisfies Record<string, ErrorText>;
