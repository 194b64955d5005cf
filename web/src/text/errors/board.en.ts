/** What a board answers, and what is found in its stores. */
import type { ErrorText } from '../catalogue';
import { ownFault, renew, replug } from './remedies.en';

export const board = {
  'board.no_answer': {
    title: 'The board does not answer',
    what: 'It stopped in the middle of {command|a command}{step|}.',
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
    todo: 'Repair them: on the card Board, under “Look inside, repair, restore”.',
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
} satisfies Record<string, ErrorText>;
