/** Errors of the core’s first part, which can come before the rest of the core has arrived. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

export const early = {
  'base.internal': {
    title: 'Internal error',
    what: 'The page is in a state that should not be possible.',
    todo: ownFault,
  },
  'storage.failed': {
    title: 'The browser stores nothing',
    what: 'The browser refused to store the progress data with which a job continues after a reload (public data only). Private windows and full disks cause this.',
    todo: 'You can continue. Do not reload the page while a job is running.',
  },
} satisfies Record<string, ErrorText>;
