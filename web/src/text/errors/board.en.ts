/** Errors of the board's firmware, and of the data stored on the board. */
import type { ErrorText } from '../catalogue';
import { ownFault, renew, replug } from './remedies.en';

export const board = {
  'board.no_answer': {
    title: 'The board does not answer',
    what: 'The board stopped answering during {command|a command}{step|}.',
    todo: replug,
  },
  'board.not_in_step': {
    title: 'The board does not answer',
    what: 'No provisioning firmware answers on this port.',
    todo: replug,
  },
  'board.garbled': {
    title: 'The board’s answer is not readable',
    what: 'The answer to {command|a command} is not in a format that this page knows.',
    todo: 'Close other programs that may be using the board, unplug the board, plug it in again, and continue.',
  },
  'board.bad_answer': {
    title: 'The board’s answer is wrong',
    what: 'The board answered {command|a command} with an impossible value.',
    todo: replug,
  },
  'board.restarted': {
    title: 'The board restarted',
    what: 'The board restarted during {command|a command}.',
    todo: 'Continue. If it happens again, try another cable, because the power supply may be weak.',
  },
  'board.command_refused': {
    title: 'The board refused a command',
    what: 'The board answered {command|a command} with status {status|…}.',
    todo: 'Load the current provisioning firmware, then continue.',
  },
  'board.secure_element_failed': {
    title: 'The secure element refused a command',
    what: 'The chip that holds the board’s private key answered {command|a command} with status {status|…}.',
    todo: replug + ' If it happens again, the chip may be configured for another use.',
  },
  'board.slot_has_no_key': {
    title: 'The secure element has no key',
    what: 'There is no private key in the slot that {command|a command} asked for.',
    todo: 'The chip is not configured for provisioning. Use another board, or return it to the supplier.',
  },
  'board.module_failed': {
    title: 'The Wi-Fi module refused a command',
    what: 'The Wi-Fi module answered {command|a command} with status {status|…}.',
    todo: replug,
  },
  'board.module_silent': {
    title: 'The Wi-Fi module does not answer',
    what: 'The board’s Wi-Fi module did not finish {command|a command} within ten seconds.',
    todo:
      replug +
      ' If it happens again, the module’s firmware may be damaged: load it with Microchip’s WINC upgrade, then provision the board once more.',
  },
  'board.module_not_running': {
    title: 'The Wi-Fi module does not start',
    what: 'The firmware inside the board’s Wi-Fi module does not run (status {status|…}). Provisioning needs it.',
    todo:
      replug +
      ' If it happens again, load the module’s firmware with Microchip’s WINC upgrade, then provision the board once more.',
  },
  'board.verify_failed': {
    title: 'Verification failed',
    what: 'The data read back from {address|the module’s flash} differs from the data written.',
    todo: 'Continue to write it again. If it happens again, the flash is worn out.',
  },
  'board.address_refused': {
    title: 'Stopped before writing',
    what: 'The address {address|…} is outside the area that the page may write.',
    todo: ownFault,
  },
  'board.size_refused': {
    title: 'Stopped before writing',
    what: 'The size {size|…} does not fit.',
    todo: ownFault,
  },
  'board.slot_refused': {
    title: 'Stopped before writing',
    what: 'The page must not use slot {slot|…} of the secure element.',
    todo: ownFault,
  },
  'board.argument_refused': {
    title: 'Stopped before sending',
    what: 'An argument ({argument|…}) cannot be sent to the board.',
    todo: ownFault,
  },
  'board.demo_no_answer': {
    title: 'The demo firmware does not answer',
    what: 'It may be busy joining the Wi-Fi network, which takes a few seconds.',
    todo: 'Wait until the blue light is steady or off, then continue.',
  },
  'board.demo_bad_answer': {
    title: 'The demo firmware’s answer is wrong',
    what: 'The demo firmware answered {command|a command} with an unexpected text.',
    todo: replug,
  },
  'board.demo_refused': {
    title: 'The board refuses the Wi-Fi settings',
    what: 'The demo firmware did not accept {command|the command}.',
    todo: 'Check the Wi-Fi name and passphrase, then send them again.',
  },
  'board.demo_no_thing_name': {
    title: 'The board cannot read its thing name',
    what: 'The demo firmware failed to read the name from the Wi-Fi module.',
    todo: replug + ' If it happens again, provision the board once more.',
  },
  'board.demo_no_secure_element': {
    title: 'The secure element does not answer',
    what: 'The demo firmware cannot read the serial number of the chip that holds the board’s private key. Without that chip the board cannot connect to AWS.',
    todo: replug + ' If it happens again, the chip is defective: use another board.',
  },
  'board.ssid_length': {
    title: 'The network name is too long or empty',
    what: 'A network name has 1 to 32 bytes; this one has {length|a different number}.',
    todo: 'Type it as your phone shows it. An accented letter or an emoji counts as more than one byte.',
  },
  'board.ssid_character': {
    title: 'The board cannot take this name',
    what: 'The board’s command does not allow commas or control characters in a network name.',
    todo: 'Use another network, such as a phone’s hotspot.',
  },
  'board.passphrase_length': {
    title: 'The passphrase has the wrong length',
    what: 'WPA takes 8 to 63 characters (or 64 hexadecimal digits), WEP 10 or 26 hexadecimal digits; this one has {length|a different number}.',
    todo: 'Check the passphrase and the security.',
  },
  'board.passphrase_character': {
    title: 'The board cannot take this passphrase',
    what: 'The board’s command allows plain ASCII characters only. A passphrase with a comma fits if the network name has at most 27 bytes.',
    todo: 'Use another network or change the passphrase.',
  },
  'board.wifi_key_not_hex': {
    title: 'The key may have hexadecimal digits only',
    what: 'A WEP key, or a WPA passphrase of 64 characters, consists of the digits 0 to 9 and the letters A to F.',
    todo: 'Check the key. If your router shows a WEP key as text, look for its hexadecimal form.',
  },
  'board.passphrase_unexpected': {
    title: 'An open network has no passphrase',
    what: 'You entered a passphrase, but the security is “Open”.',
    todo: 'Choose WPA, or clear the passphrase.',
  },
  'board.wifi_line_too_long': {
    title: 'Name and passphrase are too long together',
    what: 'Together they need {length|too many} characters; the board takes {limit|99} in a line.',
    todo: 'Use a network with a shorter name or passphrase.',
  },
  'board.wifi_too_long_for_demo': {
    title: 'Too long for this board’s firmware',
    what: 'The board runs demo firmware {version|of an old version}. It keeps only {limit|30} characters of a network’s name and of its passphrase, and so would never join.',
    todo: 'Provision the board, which brings the current firmware, or use a network with a shorter name and passphrase.',
  },
  'board.bad_client_store': {
    title: 'The certificate store is damaged',
    what: 'The certificate store in the board’s Wi-Fi module is not readable.',
    todo: renew,
  },
  'board.client_store_full': {
    title: 'The certificate store is full',
    what: 'The certificates need {size|too many} bytes; the store has {limit|fewer}.',
    todo: ownFault,
  },
  'board.bad_root_store': {
    title: 'The root store is damaged',
    what: 'The root certificates in the board’s Wi-Fi module are not readable.',
    todo: 'Repair them in the Board card, under “Inspect, repair, restore”.',
  },
  'board.bad_root_certificate': {
    title: 'A root certificate cannot be used',
    what: 'The root store cannot hold this certificate: its {field|content} is not valid.',
    todo: 'Choose another root certificate.',
  },
  'board.root_store_full': {
    title: 'The root store is full',
    what: 'The root certificates need {size|too many} bytes; the store has {limit|fewer}.',
    todo: 'Update the Wi-Fi module’s firmware with Microchip’s tool, which rewrites the root store. The update erases the board’s provisioning, so provision the board once more afterwards.',
  },
  'board.bad_text_page': {
    title: 'A setting on the board is damaged',
    what: 'The {page|page} in the Wi-Fi module is not readable text.',
    todo: renew,
  },
  'board.bad_serial_number': {
    title: 'Invalid serial number',
    what: 'A secure element cannot have the serial number {serial|…}.',
    todo: replug,
  },
  'board.bad_provisioning_items': {
    title: 'The stored items are damaged',
    what: 'The provisioning items in the Wi-Fi module are not readable.',
    todo: renew,
  },
  'board.bad_compressed_certificate': {
    title: 'The factory certificate is damaged',
    what: 'The certificate in the secure element is not readable ({field|…}).',
    todo: 'You can still provision the board.',
  },
  'board.bad_signer_key': {
    title: 'The factory signer is damaged',
    what: 'The signer’s key in the secure element is not a valid P-256 key.',
    todo: 'You can still provision the board.',
  },
  'board.unknown_template': {
    title: 'Unknown factory certificate',
    what: 'The secure element’s {part|certificate} is of a kind that this page does not know.',
    todo: 'You can still provision the board.',
  },
  'board.bad_version': {
    title: 'Unreadable version',
    what: 'The board reported its version as “{text|…}”.',
    todo: 'Load the current firmware, then continue.',
  },
} satisfies Record<string, ErrorText>;
