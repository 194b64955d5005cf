/** Errors of keys, of certificates, and of a certificate authority's folder. */
import type { Errors } from '../shape';
import type { certificates as english } from './certificates.en';
import { ownFault, renew, replug } from './remedies.de';

const otherFile = 'Wählen Sie eine andere Datei.';
const rightFile = 'Wählen Sie die richtige Datei.';
const filesTogether = 'Wählen Sie die Dateien, die zusammengehören.';

export const certificates: Errors<typeof english> = {
  'crypto.bad_base64': {
    title: 'Unlesbare Daten',
    what: 'Ein Teil eines Zertifikats ist beschädigt.',
    todo: renew,
  },
  'crypto.bad_pem': {
    title: 'Unlesbares Zertifikat',
    what: 'Beschädigt: {label|Zertifikat}.',
    todo: renew,
  },
  'crypto.no_pem_block': {
    title: 'Kein Zertifikat gefunden',
    what: 'Im Text fehlt: {label|Zertifikat}.',
    todo: rightFile,
  },
  'crypto.bad_der': {
    title: 'Unlesbares Zertifikat',
    what: 'Der Aufbau des Zertifikats ist beschädigt.',
    todo: renew,
  },
  'crypto.bad_public_key': {
    title: 'Der Schlüssel des Boards ist ungültig',
    what: 'Der öffentliche Schlüssel des Boards ist kein gültiger P-256-Schlüssel.',
    todo: replug,
  },
  'crypto.bad_private_key': {
    title: 'Der private Schlüssel ist ungültig',
    what: 'Ein Schlüssel der Zertifizierungsstelle ist unbrauchbar.',
    todo: 'Wählen Sie die richtige Datei oder legen Sie eine neue Zertifizierungsstelle an.',
  },
  'crypto.encrypted_key': {
    title: 'Der Schlüssel hat ein Passwort',
    what: 'Die Schlüsseldatei ist verschlüsselt.',
    todo: 'Wählen Sie einen Schlüssel ohne Passwort.',
  },
  'crypto.bad_signature': {
    title: 'Die Signatur ist ungültig',
    what: 'Die Signatur des Boards passt nicht zu seinem Schlüssel.',
    todo: replug,
  },
  'crypto.unsupported_algorithm': {
    title: 'Nicht unterstützte Schlüsselart',
    what: 'Die Seite unterstützt nur P-256-Schlüssel ({field|…}: {algorithm|andere Art}).',
    todo: otherFile,
  },
  'crypto.unsupported_extension': {
    title: 'Nicht unterstützte Zertifikatserweiterung',
    what: 'Es hat eine kritische Erweiterung ({oid|…}), die diese Seite nicht kennt.',
    todo: otherFile,
  },
  'crypto.bad_certificate': {
    title: 'Das Zertifikat ist ungültig',
    what: 'Ein Teil davon ist ungültig ({field|Inhalt}).',
    todo: renew,
  },
  'crypto.bad_request': {
    title: 'Die Zertifikatsanforderung ist ungültig',
    what: 'Ein Teil davon ist ungültig ({field|Inhalt}).',
    todo: ownFault,
  },
  'crypto.bad_name': {
    title: 'Ungültiger Name in einem Zertifikat',
    what: 'Ein Name des Zertifikats ist unbrauchbar ({field|Name}).',
    todo: ownFault,
  },
  'crypto.bad_time': {
    title: 'Ungültiges Datum in einem Zertifikat',
    what: 'Die Gültigkeit des Zertifikats lässt sich nicht lesen.',
    todo: renew,
  },
  'crypto.library_failed': {
    title: 'Die Kryptografie ist fehlgeschlagen',
    what: 'Eine Funktion der Bibliothek meldete einen Fehler ({function|…}).',
    todo: ownFault,
  },
  'pki.request_not_signed': {
    title: 'Das Board hat seinen Schlüssel nicht bewiesen',
    what: 'Die Zertifikatsanforderung ist nicht mit dem Schlüssel signiert, der in ihr steht.',
    todo: replug,
  },
  'pki.not_an_authority': {
    title: 'Keine Zertifizierungsstelle',
    what: 'Als Zertifizierungsstelle wurde ein Zertifikat angegeben, das andere nicht signieren darf.',
    todo: 'Wählen Sie die Datei der Zertifizierungsstelle selbst.',
  },
  'pki.authority_not_valid': {
    title: 'Die Zertifizierungsstelle ist heute nicht gültig',
    what: 'Sie gilt von {not_before|…} bis {not_after|…}.',
    todo: 'Legen Sie eine neue an.',
  },
  'pki.missing_file': {
    title: 'Eine Datei fehlt',
    what: 'Im Ordner fehlt {file|eine Datei}.',
    todo: 'Wählen Sie den Ordner, den iotprovision angelegt hat.',
  },
  'pki.damaged_file': {
    title: 'Eine Datei ist beschädigt',
    what: '{file|Eine Datei} lässt sich nicht lesen.',
    todo: 'Stellen Sie sie aus einer Kopie wieder her oder legen Sie eine neue Zertifizierungsstelle an.',
  },
  'pki.key_mismatch': {
    title: 'Schlüssel und Zertifikat passen nicht zusammen',
    what: 'Der Schlüssel in {file|der Datei} gehört nicht zum Zertifikat.',
    todo: filesTogether,
  },
  'pki.foreign_file': {
    title: 'Von einer anderen Zertifizierungsstelle',
    what: '{file|Die Datei} wurde von einer anderen Zertifizierungsstelle ausgestellt.',
    todo: filesTogether,
  },
  'pki.encrypted_key': {
    title: 'Der Schlüssel hat ein Passwort',
    what: 'Der Schlüssel in {file|der Datei} ist verschlüsselt, daher kann die Seite ihn nicht benutzen.',
    todo: 'Speichern Sie ihn ohne Passwort, etwa mit openssl pkey, und wählen Sie die Dateien erneut.',
  },
  'pki.unsupported_key': {
    title: 'Diese Art von Schlüssel geht nicht',
    what: 'Der Schlüssel in {file|der Datei}: {algorithm|andere Art}. Die Boards brauchen einen Signer mit P-256-Schlüssel.',
    todo: 'Wählen Sie eine Zertifizierungsstelle, deren Signer einen P-256-Schlüssel hat, oder legen Sie eine neue an.',
  },
  'pki.several_authorities': {
    title: 'Zwei Zertifizierungsstellen',
    what: 'Sowohl {file|ein Ordner} als auch {other|ein anderer} enthält eine Zertifizierungsstelle.',
    todo: 'Wählen Sie den Ordner, den Sie benutzen wollen.',
  },
};
