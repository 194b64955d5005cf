/** The page’s own errors that need a board or an account, and so the rest of the core. */
import type { ErrorText } from '../catalogue';

export const pageWork = {
  'page.port_in_other_tab': {
    title: 'Another tab is using the board',
    what: 'This page is open in another tab, which is connected to the board.',
    todo: 'Continue in that tab. Or use the board here, which stops what that tab does with it.',
  },
  'page.debugger_picker_closed': {
    title: 'No debugger chosen',
    what: 'The list was closed without a choice.',
    todo: 'Allow the debugger so that the page can program the board, or continue without it. If it was not in the list, go through the points below.',
  },
  'page.taken_over': {
    title: 'Continued in another tab',
    what: 'The board was taken over in another tab, so this tab has stopped and disconnected it.',
    todo: 'Continue in that tab. To use the board here again, connect it.',
  },
  'page.debugger_in_other_tab': {
    title: 'Another tab is using the debugger',
    what: 'This page is open in another tab, which uses a board’s debugger. Two tabs cannot use it at the same time.',
    todo: 'Continue in that tab. Or close it, then allow the debugger here again.',
  },
  'page.image_failed': {
    title: 'The image could not be downloaded',
    what: 'The firmware image could not be downloaded from this site.',
    todo: 'Check the network and download it again.',
  },
  'page.archive_too_large': {
    title: 'Too many or too large files',
    what: 'The archive or folder has more than 2,000 files or 16 MB, which is far more than a certificate authority needs.',
    todo: 'Choose the folder “.microchip-iot”, or a ZIP file that contains only this folder.',
  },
  'page.bad_archive': {
    title: 'This ZIP file cannot be used',
    what: 'The ZIP file is damaged, or uses a feature that this page does not support.',
    todo: 'Unpack the ZIP file and choose the folder instead.',
  },
  'page.wrong_passphrase': {
    title: 'This is not the passphrase',
    what: 'The certificate authority in this browser cannot be opened with it.',
    todo: 'Check it for typing errors; capital and small letters do not matter. If it is lost, use the saved files.',
  },
  'page.authority_not_stored': {
    title: 'The browser does not keep the authority',
    what: 'The browser could not store or read the certificate authority. Private windows and full disks are usual reasons.',
    todo: 'Save the files instead.',
  },
  'page.folder_failed': {
    title: 'The folder cannot be used',
    what: 'The browser could not read or write the folder that you chose.',
    todo: 'Choose another folder, and allow the page to edit it; or save the files instead.',
  },
} satisfies Record<string, ErrorText>;
