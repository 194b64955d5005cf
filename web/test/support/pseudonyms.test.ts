import { expect, test } from 'vitest';
import { Pseudonyms, removed } from '../../src/support/pseudonyms';

const thing = '8d1f3a9c02b7e64512c0a97be48d33f19c6e5b70';
const certificate = '4f0c9e1b7a6d5c3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e';
const serial = '0123A4F1C29D7B5EEE';

function pseudonyms(): Pseudonyms {
  const all = new Pseudonyms();
  all.know('account', '123456789012');
  all.know('user', 'workshop');
  all.know('network', 'Café "5"');
  all.know('network', 'me');
  all.know('serial', serial);
  all.know('name', '');
  return all;
}

test.each([
  ['an account', 'account 123456789012 refused', 'account account-1 refused'],
  ['another account', 'owned by 210987654321', 'owned by account-2'],
  ['a longer number, which is a time', 'at 1790000000000 ms', 'at 1790000000000 ms'],
  ['the ARN of a user', 'arn:aws:iam::123456789012:user/workshop', 'arn:aws:iam::account-1:user/user-1'],
  ['a user’s path', 'arn:aws:iam::123456789012:user/hr/jane', 'arn:aws:iam::account-1:user/user-2/user-3'],
  [
    'the ARN of a session in a sentence',
    'User: arn:aws:sts::123456789012:assumed-role/Admins/jane@example.com is not authorized',
    'User: arn:aws:sts::account-1:assumed-role/user-2/user-3 is not authorized',
  ],
  ['the root user', 'arn:aws:iam::123456789012:root', 'arn:aws:iam::account-1:root'],
  [
    'AWS’s China',
    'arn:aws-cn:iot:cn-north-1:123456789012:thing/pump.',
    'arn:aws-cn:iot:cn-north-1:account-1:thing/thing-1.',
  ],
  [
    'an ARN whose names are the same in every account',
    'arn:aws:iot:eu-west-1:123456789012:policy/zt_policy',
    'arn:aws:iot:eu-west-1:account-1:policy/zt_policy',
  ],
  [
    'a topic in an ARN',
    `arn:aws:iot:eu-west-1:123456789012:topic/$aws/things/${thing}/shadow/update`,
    'arn:aws:iot:eu-west-1:account-1:topic/$aws/things/thing-1/shadow/update',
  ],
  ['an ARN without an account', 'arn:aws:s3:::my-bucket/*', 'arn:aws:s3:::name-1/*'],
  [
    'a list of ARNs',
    '["arn:aws:iam::123456789012:user/a","arn:aws:iam::123456789012:user/b"]',
    '["arn:aws:iam::account-1:user/user-2","arn:aws:iam::account-1:user/user-3"]',
  ],
  ['a topic', `subscribed to ${thing}/sensors`, 'subscribed to thing-1/sensors'],
  ['a shadow’s topic', `$aws/things/${thing}/shadow/update/delta`, '$aws/things/thing-1/shadow/update/delta'],
  ['a certificate', `certificate ${certificate} is inactive`, 'certificate certificate-1 is inactive'],
  [
    'the certificate’s ARN',
    `arn:aws:iot:eu-west-1:123456789012:cert/${certificate}`,
    'arn:aws:iot:eu-west-1:account-1:cert/certificate-1',
  ],
  [
    'an endpoint',
    'a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com:443',
    'endpoint-1-ats.iot.eu-central-1.amazonaws.com:443',
  ],
  [
    'an address of AWS that has no prefix',
    'iot.eu-central-1.amazonaws.com',
    'iot.eu-central-1.amazonaws.com',
  ],
  ['a network', 'joins Café "5"', 'joins network-1'],
  ['a network in JSON', JSON.stringify({ ssid: 'Café "5"' }), '{"ssid":"network-1"}'],
  [
    'a network in an address',
    '?ssid=Caf%C3%A9%20%225%22&region=eu-west-1',
    '?ssid=network-1&region=eu-west-1',
  ],
  [
    'a short name only where it stands alone',
    'message from "me": some name, me.',
    'message from "network-2": some name, network-2.',
  ],
  [
    'a serial number in either case',
    `${serial} ${serial.toLowerCase()} sn${serial}`,
    'serial-1 serial-1 snserial-1',
  ],
  ['a serial number that nobody told', '0123FF00112233EEEE', 'serial-2'],
  ['a debugger’s serial number', 'MCHP3261021800001234 MC020123456RYN000789', 'serial-2 serial-3'],
  [
    'the number of a key',
    'key AKIAIOSFODNN7EXAMPLE of AIDACKCEVSQ6C2EXAMPLE:me',
    'key key-1 of key-2:network-2',
  ],
  ['the unique number of a request', 'request 01234567-89ab-cdef-0123-456789abcdef', 'request id-1'],
  ['addresses in networks', '10.0.0.17 is at f8:f0:05:12:34:ab', 'address-1 is at address-2'],
  ['versions', 'firmware 19.7.7, debugger 1.18.501', 'firmware 19.7.7, debugger 1.18.501'],
  ['the address of a person', 'by jane.doe+aws@mail.example.com', 'by mail-1'],
  ['a command of the log', 'MC+WINC+READ=0x4000,256', 'MC+WINC+READ=0x4000,256'],
  [
    'AWS’s words',
    'UnrecognizedClientException: authorizationHeaderMalformed',
    'UnrecognizedClientException: authorizationHeaderMalformed',
  ],
])('%s', (_, text, expected) => {
  expect(pseudonyms().in(text)).toBe(expected);
});

test('a value has one pseudonym wherever it stands', () => {
  const all = pseudonyms();
  const shown = [
    `arn:aws:iot:eu-west-1:123456789012:thing/${thing}`,
    `${thing}/sensors`,
    JSON.stringify({ thing: thing.toUpperCase() }),
  ].map((text) => all.in(text));
  expect(shown).toEqual([
    'arn:aws:iot:eu-west-1:account-1:thing/thing-1',
    'thing-1/sensors',
    '{"thing":"thing-1"}',
  ]);
  expect(all.in(thing)).not.toBe(all.in(thing.replace('8', '9')));
});

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const token = `FQoGZXIvYXdzE${'Jr8K7+/xQ0'.repeat(20)}==`;

test.each([
  ['a secret access key', secret],
  ['a secret access key in JSON', JSON.stringify({ SecretAccessKey: secret }).replaceAll('/', '\\/')],
  ['a secret access key in an address', `?key=${encodeURIComponent(secret)}&x=1`],
  ['a session token', `x-amz-security-token: ${token}`],
  ['a token in the alphabet for addresses', `Bearer ${token.replaceAll('+', '-').replaceAll('/', '_')}`],
  ['a key that holds a known value', `${secret.slice(0, 20)}/me/${secret.slice(20)}`],
  ['a private key', `-----BEGIN PRIVATE KEY-----\n${'MIGHAgEAMBMG\n'.repeat(4)}-----END PRIVATE KEY-----`],
  ['a private key that was cut off', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB'],
])('%s is removed', (_, text) => {
  const shown = pseudonyms().in(`before ${text} after`);
  expect(shown).toContain(removed);
  const pieces = [...text.matchAll(/[A-Za-z0-9]{8,}/g)].map(([piece]) => piece);
  const words = ['SecretAccessKey', 'security', 'PRIVATE'];
  for (const piece of pieces) if (!words.includes(piece)) expect(shown).not.toContain(piece);
});
