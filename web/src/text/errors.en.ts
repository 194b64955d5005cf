/**
 * What each error means to a person: what happened, then what to do. Keys are the core's codes (core/<layer>/errors.hpp; a test compares both
 * lists) and the page's own (page.*). `{name}` is a parameter of the error; `{name|words}` gives the words for when there is none.
 */
import type { ErrorText } from './catalogue';

const ownFault = 'This is our mistake, not yours. Download the log and report it with what you did.';
const replug = 'Pull the cable, plug it in again, and continue. Nothing is lost.';
const renew = 'Provision the board again: that writes it anew.';

export const errors: Record<string, ErrorText> = {
  // ------------------------------------------------------------ base
  'base.cancelled': {
    title: 'Stopped',
    what: 'You stopped this.',
    todo: 'Start again when you are ready; what is done stays done.',
  },
  'base.timed_out': {
    title: 'It took too long',
    what: 'There was no answer in the time that this needs.',
    todo: 'Continue: what is done stays done. If it happens again, look into the log for the last line before the wait.',
  },
  'base.broken_promise': {
    title: 'The page lost its thread',
    what: 'A part of the page ended without a result.',
    todo: ownFault,
  },
  'base.truncated': {
    title: 'Data ended too early',
    what: 'Some data was shorter than it says.',
    todo: 'Continue. If it happens again, unplug the board, plug it in and continue.',
  },
  'base.bad_hex': {
    title: 'Unreadable data',
    what: 'A text that should be hexadecimal digits is not.',
    todo: 'Continue. If it happens again, unplug the board, plug it in and continue.',
  },
  'base.bad_number': {
    title: 'Unreadable number',
    what: 'A text that should be a number is not.',
    todo: 'Continue. If it happens again, download the log and report it.',
  },
  'base.internal': {
    title: 'The page has a fault',
    what: 'Something happened that should not be possible.',
    todo: ownFault,
  },

  // ------------------------------------------------------------ serial, HID
  'serial.port_busy': {
    title: 'Another program holds the port',
    what: 'The board is there, but a terminal, an IDE or another tab has its serial port open.',
    todo: 'Close that program or tab, then connect again.',
  },
  'serial.open_failed': {
    title: 'The port does not open',
    what: 'The system refused to open the serial port.',
    todo: 'On Linux, your user must be in the group “dialout” (log out and in once). On Windows, install the board’s driver. Then connect again.',
  },
  'serial.disconnected': {
    title: 'The board is gone',
    what: 'The connection to the board ended: the cable was pulled, or the board reset.',
    todo: 'Plug it in again: nothing is lost, we go on from there.',
  },
  'serial.not_open': {
    title: 'The port is closed',
    what: 'Something wanted to talk to the board while its port was closed.',
    todo: replug,
  },
  'serial.read_failed': {
    title: 'Bytes were lost',
    what: 'The serial port reported a line error while we were listening to the board.',
    todo: 'Continue. If it happens again, try another cable or another USB socket.',
  },
  'serial.write_failed': {
    title: 'The board did not take the data',
    what: 'Sending to the serial port failed.',
    todo: replug,
  },
  'hid.open_failed': {
    title: 'The debugger does not open',
    what: 'The system refused to open the board’s debugger.',
    todo: 'Close other programs that use it (MPLAB X, Microchip Studio), then connect again.',
  },
  'hid.disconnected': {
    title: 'The debugger is gone',
    what: 'The connection to the board’s debugger ended.',
    todo: 'Plug the board in again: we go on from there.',
  },

  // ------------------------------------------------------------ network
  'http.unreachable': {
    title: 'No answer',
    what: 'A request went out and no readable answer came back.',
    todo: 'Check the network: a proxy, firewall or ad blocker may hold it. Then continue.',
  },
  'http.too_large': {
    title: 'Too much came back',
    what: 'An answer was far larger than it should be, so we stopped reading.',
    todo: 'Check that no proxy answers in the place of AWS. Then continue.',
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

  // ------------------------------------------------------------ browser
  'random.unavailable': {
    title: 'No random numbers',
    what: 'The browser gives no secure random numbers, so no safe key can be made.',
    todo: 'Use a current Chrome or Edge.',
  },
  'storage.failed': {
    title: 'The browser does not remember',
    what: 'The browser refused to store the public notes that let a job go on after a reload. Private windows and full disks do that.',
    todo: 'You can go on; just do not reload the page in the middle.',
  },

  // ------------------------------------------------------------ keys
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
    what: 'The {field|key} has the wrong form ({reason|length or characters}).',
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

  // ------------------------------------------------------------ what AWS says
  'aws.unknown_key': {
    title: 'AWS does not know this key',
    what: 'The access key ending in {key|…} does not exist, or was deactivated or deleted.',
    todo: 'Copy the key again, or create a new one in IAM. Keys of China and of the other regions are separate.',
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
    todo: 'Add the permission to the user in IAM (the statement is ready to copy), wait some seconds, then continue.',
  },
  'aws.clock_skewed': {
    title: 'This computer’s clock is wrong',
    what: 'AWS accepts five minutes; the clock here differs by more and the correction did not help.',
    todo: 'Set the computer’s date and time (automatic is best), then continue.',
  },
  'aws.throttled': {
    title: 'AWS asks us to slow down',
    what: 'Too many requests ran in this account; {action|the request} was put off several times.',
    todo: 'Wait half a minute, then continue.',
  },
  'aws.conflict': {
    title: 'It exists already, differently',
    what: 'AWS holds something of that name or content that is not ours to change.',
    todo: 'Look at it in the AWS console; remove or rename it, then continue.',
  },
  'aws.in_use': {
    title: 'Still in use',
    what: 'AWS does not let go of something that is attached elsewhere ({action|delete}).',
    todo: 'Detach it in the AWS console first, then continue.',
  },
  'aws.wrong_state': {
    title: 'Not in this state',
    what: 'AWS refuses {action|this} in the state that the certificate is in.',
    todo: 'Look at the certificate in the AWS console, then continue.',
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
    todo: 'Delete what is not needed, or raise the limit under Service Quotas, then continue.',
  },
  'aws.service_failed': {
    title: 'AWS has trouble',
    what: 'AWS answered {action|the request} with a fault of its own, several times.',
    todo: 'Wait a minute and continue. The AWS Health Dashboard tells of larger outages.',
  },
  'aws.refused': {
    title: 'AWS refuses',
    what: 'AWS turned down {action|the request}.',
    todo: 'The technical detail has AWS’s own words.',
  },
  'aws.bad_answer': {
    title: 'A strange answer',
    what: 'The answer to {action|the request} is not one that AWS would give.',
    todo: 'A proxy or a captive Wi-Fi page may have answered in its place. Check the network, then continue.',
  },
  'aws.host_blocked': {
    title: 'A host is blocked',
    what: 'Other hosts of AWS answer, but {host|this one} does not.',
    todo: 'Ask whoever runs this network to allow it, or use another network (a phone’s hotspot).',
  },
  'aws.unreachable': {
    title: 'AWS does not answer',
    what: 'There is no way to {host|AWS} from here.',
    todo: 'Check the network: are you online? Then continue.',
  },

  // ------------------------------------------------------------ board
  'board.no_answer': {
    title: 'The board does not answer',
    what: 'It stopped in the middle of a conversation ({command|a command}).',
    todo: replug,
  },
  'board.not_in_step': {
    title: 'The board does not answer',
    what: 'Nothing on this port speaks like the provisioning firmware.',
    todo: replug,
  },
  'board.garbled': {
    title: 'The board cannot be understood',
    what: 'Something answers, but not in sentences that we know ({command|a command}).',
    todo: 'Close other programs that may talk to it, pull the cable, plug it in and continue.',
  },
  'board.bad_answer': {
    title: 'The board’s answer makes no sense',
    what: 'It answered {command|a command}, but with something that cannot be.',
    todo: replug,
  },
  'board.restarted': {
    title: 'The board restarted',
    what: 'It restarted in the middle of {command|a command}.',
    todo: 'Continue. If it happens again, try another cable: the power may be weak.',
  },
  'board.command_refused': {
    title: 'The board refuses a command',
    what: 'It answers {command|a command} with status {status|…}.',
    todo: 'Load the current provisioning firmware, then continue.',
  },
  'board.secure_element_failed': {
    title: 'The secure element refuses',
    what: 'The chip that holds the board’s private key answers {command|a command} with status {status|…}.',
    todo: replug + ' If it stays so, the chip may be configured for another use.',
  },
  'board.module_failed': {
    title: 'The Wi-Fi module refuses',
    what: 'The module answers {command|a command} with status {status|…}.',
    todo: replug,
  },
  'board.verify_failed': {
    title: 'What was written is not what is there',
    what: 'Reading back from {address|the module’s flash} gave other bytes than were written.',
    todo: 'Continue: it is written again. If it happens again, the flash is worn.',
  },
  'board.address_refused': {
    title: 'Stopped before writing',
    what: 'The address {address|…} is outside of what may be written.',
    todo: ownFault,
  },
  'board.size_refused': {
    title: 'Stopped before writing',
    what: 'The size {size|…} does not fit.',
    todo: ownFault,
  },
  'board.slot_refused': {
    title: 'Stopped before writing',
    what: 'Slot {slot|…} of the secure element is not to be touched.',
    todo: ownFault,
  },
  'board.argument_refused': {
    title: 'Stopped before sending',
    what: 'An argument ({argument|…}) cannot be sent to the board.',
    todo: ownFault,
  },
  'board.demo_no_answer': {
    title: 'The demo firmware does not answer',
    what: 'It may be busy joining the Wi-Fi; that takes some seconds.',
    todo: 'Wait until the blue light is steady or off, then continue.',
  },
  'board.demo_bad_answer': {
    title: 'The demo firmware’s answer makes no sense',
    what: 'It answered {command|a command} with something unexpected.',
    todo: replug,
  },
  'board.demo_refused': {
    title: 'The demo firmware refuses',
    what: 'It did not accept {command|the command}.',
    todo: 'Check the Wi-Fi name and passphrase, then send them again.',
  },
  'board.ssid_length': {
    title: 'The name does not fit',
    what: 'A network’s name has 1 to 32 bytes; this one has {length|another number}.',
    todo: 'Type it as your phone shows it. Accents and emoji count more than one.',
  },
  'board.ssid_character': {
    title: 'This name cannot be sent',
    what: 'The board’s command takes no commas or control characters in a name.',
    todo: 'Use another network, such as a phone’s hotspot.',
  },
  'board.passphrase_length': {
    title: 'The passphrase does not fit',
    what: 'WPA takes 8 to 63 characters (or 64 hexadecimal digits), WEP 10 or 26 hexadecimal digits; this has {length|another number}.',
    todo: 'Check the passphrase and the security.',
  },
  'board.passphrase_character': {
    title: 'This passphrase cannot be sent',
    what: 'The board’s command takes plain characters only, and no comma.',
    todo: 'Use another network or change the passphrase.',
  },
  'board.passphrase_unexpected': {
    title: 'An open network has no passphrase',
    what: 'There is a passphrase, but the security is “open”.',
    todo: 'Choose WPA, or clear the passphrase.',
  },
  'board.wifi_line_too_long': {
    title: 'Name and passphrase are too long together',
    what: 'They make {length|too many} characters; the board takes {limit|100} in a line.',
    todo: 'Use a network with a shorter name or passphrase.',
  },
  'board.bad_client_store': {
    title: 'The certificate store is damaged',
    what: 'The store in the board’s Wi-Fi module cannot be read.',
    todo: renew,
  },
  'board.client_store_full': {
    title: 'The certificate store is full',
    what: 'The certificates take {size|more} bytes of {limit|the room there is}.',
    todo: ownFault,
  },
  'board.bad_root_store': {
    title: 'The root store is damaged',
    what: 'The trusted roots in the board’s Wi-Fi module cannot be read.',
    todo: 'Update the Wi-Fi module’s firmware with Microchip’s tool; it writes them anew.',
  },
  'board.bad_root_certificate': {
    title: 'A root certificate is not usable',
    what: 'A certificate for the root store cannot be stored: its {field|content} is not as it must be.',
    todo: 'Choose another root certificate.',
  },
  'board.root_store_full': {
    title: 'The root store is full',
    what: 'The roots take {size|more} bytes of {limit|the room there is}.',
    todo: 'Update the Wi-Fi module’s firmware with Microchip’s tool; it writes them anew.',
  },
  'board.bad_text_page': {
    title: 'A setting on the board is damaged',
    what: 'The {page|page} in the Wi-Fi module is no readable text.',
    todo: renew,
  },
  'board.bad_serial_number': {
    title: 'A strange serial number',
    what: 'The secure element’s serial number ({serial|…}) is not one that it can have.',
    todo: replug,
  },
  'board.bad_provisioning_items': {
    title: 'The stored items are damaged',
    what: 'The provisioning items in the Wi-Fi module cannot be read.',
    todo: renew,
  },
  'board.bad_compressed_certificate': {
    title: 'The factory certificate is damaged',
    what: 'The certificate in the secure element cannot be read ({field|…}).',
    todo: 'The board can be provisioned all the same.',
  },
  'board.bad_signer_key': {
    title: 'The factory signer is damaged',
    what: 'The signer’s key in the secure element is not on the curve.',
    todo: 'The board can be provisioned all the same.',
  },
  'board.unknown_template': {
    title: 'An unknown factory certificate',
    what: 'The secure element’s {part|certificate} is of a kind that we do not know.',
    todo: 'The board can be provisioned all the same.',
  },
  'board.bad_version': {
    title: 'An unreadable version',
    what: 'The board named its version as “{text|…}”.',
    todo: 'Load the current firmware, then continue.',
  },

  // ------------------------------------------------------------ cryptography, certificates
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
    title: 'The authority has expired',
    what: 'The certificate authority was valid until {not_after|some time ago}.',
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

  // ------------------------------------------------------------ provisioning, session, data
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
  'provision.wrong_board': {
    title: 'That is another board',
    what: 'The plan was made for the board {expected|…}; {found|another} answers.',
    todo: 'Plug in the first one, or show the plan for this one.',
  },
  'provision.thing_differs': {
    title: 'The thing belongs to another certificate',
    what: 'A thing {thing|of that name} exists and holds a certificate that is not this board’s.',
    todo: 'Look at it in the AWS console; delete or rename it, then continue.',
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
    todo: 'You can go on. If the board does not connect afterwards, update the module with Microchip’s tool.',
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
    todo: 'Add the permission to the user in IAM; the policy for watching has it.',
  },
  'telemetry.toggle_lost': {
    title: 'The switch may not have worked',
    what: 'The connection ended before AWS took the new setting. That is also how AWS refuses it ({action|iot:Publish}).',
    todo: 'Try once more. If it happens again, add the permission to the user in IAM.',
  },

  // ------------------------------------------------------------ simulation
  'simulation.bad_fault_plan': {
    title: 'The plan of faults cannot be read',
    what: 'A fault to simulate is not written as the grammar wants it.',
    todo: 'Compare it with the grammar in the help of virtual-board.',
  },
  'simulation.bad_state': {
    title: 'The virtual board’s state is damaged',
    what: 'The files that a virtual board was kept in cannot be read.',
    todo: 'Delete them: the virtual board then begins anew.',
  },
  'simulation.bad_image': {
    title: 'The virtual drive does not take this image',
    what: 'The file is not one of the two firmware images.',
    todo: 'Drop the provisioning or the demo image.',
  },

  // ------------------------------------------------------------ the page's own
  'page.picker_closed': {
    title: 'No board chosen',
    what: 'The list was closed without a choice.',
    todo: 'Was the board not in the list? Go through the points below, then connect again.',
  },
  'page.serial_unsupported': {
    title: 'This browser cannot reach the board',
    what: 'It has no Web Serial.',
    todo: 'Open this page in Chrome or Edge on a computer. Here you can still watch data and try the simulation.',
  },
  'page.serial_insecure': {
    title: 'This address is not secure',
    what: 'Browsers give boards only to pages opened through https or from this computer.',
    todo: 'Open the page through https. Only the simulation works here.',
  },
  'page.serial_blocked': {
    title: 'Serial ports are switched off',
    what: 'A policy of this browser or of the page around keeps web pages from serial ports.',
    todo: 'Ask whoever manages this browser, or open the page on its own. Watching data and the simulation still work.',
  },
  'page.framed': {
    title: 'Keys are not taken here',
    what: 'This page is shown inside another site, which could watch you type.',
    todo: 'Open it in a tab of its own.',
  },
  'page.offline': {
    title: 'You are offline',
    what: 'This computer has no network.',
    todo: 'The board can still be read; AWS is reached as soon as the network is back.',
  },
  'page.module_failed': {
    title: 'The page did not load completely',
    what: 'Its core, a WebAssembly module, could not be fetched or started.',
    todo: 'Check the network and reload. If a policy forbids WebAssembly here, use another browser.',
  },
  'page.image_failed': {
    title: 'The image is not there',
    what: 'The firmware image could not be fetched from this site.',
    todo: 'Check the network and download it again.',
  },
};
