/** Errors of keys, of certificates, and of a certificate authority's folder. */
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
    title: 'No certificate found',
    what: 'The text contains no {label|certificate}.',
    todo: 'Choose the right file.',
  },
  'crypto.bad_der': {
    title: 'Unreadable certificate',
    what: 'The structure of the certificate is damaged.',
    todo: renew,
  },
  'crypto.bad_public_key': {
    title: 'The board’s key is not valid',
    what: 'The board’s public key is not a valid P-256 key.',
    todo: replug,
  },
  'crypto.bad_private_key': {
    title: 'The private key is not valid',
    what: 'The page cannot use a key of the certificate authority.',
    todo: 'Choose the right file, or create a new authority.',
  },
  'crypto.encrypted_key': {
    title: 'The key has a passphrase',
    what: 'The key file is encrypted.',
    todo: 'Choose a key without a passphrase.',
  },
  'crypto.bad_signature': {
    title: 'The signature is not valid',
    what: 'The board’s signature does not match its key.',
    todo: replug,
  },
  'crypto.unsupported_algorithm': {
    title: 'Unsupported kind of key',
    what: 'The {field|key} is {algorithm|of another kind}. The page supports P-256 keys only.',
    todo: 'Choose another file.',
  },
  'crypto.unsupported_extension': {
    title: 'Unsupported certificate extension',
    what: 'The certificate has a critical extension ({oid|…}) that this page does not know.',
    todo: 'Choose another file.',
  },
  'crypto.bad_certificate': {
    title: 'The certificate is not valid',
    what: 'Its {field|content} is not valid.',
    todo: renew,
  },
  'crypto.bad_request': {
    title: 'The certificate request is not valid',
    what: 'Its {field|content} is not valid.',
    todo: ownFault,
  },
  'crypto.bad_name': {
    title: 'Invalid name in a certificate',
    what: 'The certificate’s {field|name} is not valid.',
    todo: ownFault,
  },
  'crypto.bad_time': {
    title: 'Invalid date in a certificate',
    what: 'The validity dates of the certificate cannot be read.',
    todo: renew,
  },
  'crypto.library_failed': {
    title: 'A cryptographic function failed',
    what: 'The library function {function|…} returned an error.',
    todo: ownFault,
  },
  'pki.request_not_signed': {
    title: 'The board did not prove its key',
    what: 'The certificate request is not signed with the key that it contains.',
    todo: replug,
  },
  'pki.not_an_authority': {
    title: 'Not a certificate authority',
    what: 'The certificate given for the authority is not allowed to sign other certificates.',
    todo: 'Choose the certificate of the authority.',
  },
  'pki.authority_not_valid': {
    title: 'The authority is not valid today',
    what: 'The certificate authority is valid from {not_before|…} to {not_after|…}.',
    todo: 'Create a new authority.',
  },
  'pki.missing_file': {
    title: 'A file is missing',
    what: 'The folder does not contain {file|a file that belongs to an authority}.',
    todo: 'Choose the folder that iotprovision created.',
  },
  'pki.damaged_file': {
    title: 'A file is damaged',
    what: '{file|A file} cannot be read.',
    todo: 'Restore the file from a copy, or create a new authority.',
  },
  'pki.key_mismatch': {
    title: 'Key and certificate do not match',
    what: 'The key in {file|the file} does not belong to the certificate.',
    todo: 'Choose the files that belong together.',
  },
  'pki.foreign_file': {
    title: 'Issued by another authority',
    what: '{file|The file} was issued by another authority.',
    todo: 'Choose the files that belong together.',
  },
  'pki.encrypted_key': {
    title: 'The key has a passphrase',
    what: 'The key in {file|the file} is encrypted, so this page cannot use it.',
    todo: 'Save the key without a passphrase, for example with openssl pkey, and choose the files again.',
  },
  'pki.unsupported_key': {
    title: 'This kind of key is not supported',
    what: 'The key in {file|the file} is {algorithm|of another kind}. The boards need a signer with a P-256 key.',
    todo: 'Choose an authority whose signer has a P-256 key, or make a new authority.',
  },
  'pki.several_authorities': {
    title: 'Two authorities',
    what: 'Both {file|one folder} and {other|another folder} contain an authority.',
    todo: 'Choose the folder of the one that you want to use.',
  },
} satisfies Record<string, ErrorText>;
