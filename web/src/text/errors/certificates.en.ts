/** Keys, certificates, and the folder of a certificate authority. */
import type { ErrorText } from '../catalogue';
import { ownFault, renew, replug } from './remedies.en';

export const certificates = {
  'crypto.bad_base64': { title: 'Unreadable data', what: 'A part of a certificate is damaged.', todo: renew },
  'crypto.bad_pem': {
    title: 'Unreadable certificate',
    what: 'The {label|certificate} is damaged.',
    todo: renew,
  },
  'crypto.no_pem_block': {
    title: 'No certificate in there',
    what: 'There is no {label|certificate} in the text.',
    todo: 'Choose the right file.',
  },
  'crypto.bad_der': {
    title: 'Unreadable certificate',
    what: 'The certificate’s structure is damaged.',
    todo: renew,
  },
  'crypto.bad_public_key': {
    title: 'The board’s key is not valid',
    what: 'The public key that the board gave is not a point of the curve.',
    todo: replug,
  },
  'crypto.bad_private_key': {
    title: 'The private key is not valid',
    what: 'A key of the certificate authority cannot be used.',
    todo: 'Choose the right file, or make a new authority.',
  },
  'crypto.encrypted_key': {
    title: 'The key has a passphrase',
    what: 'The key file is encrypted.',
    todo: 'Choose a key without a passphrase.',
  },
  'crypto.bad_signature': {
    title: 'The signature is not valid',
    what: 'The board signed, but the signature does not prove its key.',
    todo: replug,
  },
  'crypto.unsupported_algorithm': {
    title: 'Another kind of key',
    what: 'Only keys of the curve P-256 are used here ({field|…}).',
    todo: 'Choose another file.',
  },
  'crypto.unsupported_extension': {
    title: 'A certificate with conditions',
    what: 'It has a critical extension ({oid|…}) that we do not know.',
    todo: 'Choose another file.',
  },
  'crypto.bad_certificate': {
    title: 'The certificate is not valid',
    what: 'Its {field|content} is not as it must be.',
    todo: renew,
  },
  'crypto.bad_request': {
    title: 'The certificate request is not valid',
    what: 'Its {field|content} is not as it must be.',
    todo: ownFault,
  },
  'crypto.bad_name': {
    title: 'A name that cannot be',
    what: 'The certificate’s {field|name} cannot be used.',
    todo: ownFault,
  },
  'crypto.bad_time': {
    title: 'A date that cannot be',
    what: 'The certificate’s validity cannot be read.',
    todo: renew,
  },
  'crypto.library_failed': {
    title: 'Cryptography failed',
    what: 'A function of the library ({function|…}) refused to work.',
    todo: ownFault,
  },
  'pki.request_not_signed': {
    title: 'The board did not prove its key',
    what: 'The certificate request is not signed by the key that is in it.',
    todo: replug,
  },
  'pki.not_an_authority': {
    title: 'Not an authority',
    what: 'A certificate that may not sign others was given as an authority.',
    todo: 'Choose the authority’s own file.',
  },
  'pki.authority_not_valid': {
    title: 'The authority is not valid now',
    what: 'The certificate authority is valid from {not_before|…} to {not_after|…}.',
    todo: 'Make a new authority.',
  },
  'pki.missing_file': {
    title: 'A file is missing',
    what: '{file|A file} is not in the folder.',
    todo: 'Choose the folder that the tool made.',
  },
  'pki.damaged_file': {
    title: 'A file is damaged',
    what: '{file|A file} cannot be read.',
    todo: 'Restore it from a copy, or make a new authority.',
  },
  'pki.key_mismatch': {
    title: 'Key and certificate do not match',
    what: 'The key in {file|the file} does not belong to the certificate.',
    todo: 'Choose the files that belong together.',
  },
  'pki.foreign_file': {
    title: 'From another authority',
    what: '{file|The file} was issued by another authority.',
    todo: 'Choose the files that belong together.',
  },
} satisfies Record<string, ErrorText>;
