/** Errors of the core's base layer, of random numbers, and of the browser's storage. */
import type { ErrorText } from '../catalogue';
import { early } from './early.en';
import { ownFault } from './remedies.en';

export const base = {
  ...early,
  'base.cancelled': {
    title: 'Stopped',
    what: 'You stopped this.',
    todo: 'Start again when you are ready. Finished steps are kept.',
  },
  'base.timed_out': {
    title: 'It took too long',
    what: 'There was no answer in time{step|}.',
    todo: 'Continue. Finished steps are kept. If it happens again, the last lines of the log show what the page was waiting for.',
  },
  'base.broken_promise': {
    title: 'A task ended without a result',
    what: 'A task of this page ended without a result or an error.',
    todo: ownFault,
  },
  'base.truncated': {
    title: 'Data ended too early',
    what: 'The received data is shorter than its own length field says.',
    todo: 'Continue. If it happens again, unplug the board, plug it in and continue.',
  },
  'base.bad_hex': {
    title: 'Unreadable data',
    what: 'The page expected hexadecimal digits and got something else.',
    todo: 'Continue. If it happens again, unplug the board, plug it in and continue.',
  },
  'base.bad_number': {
    title: 'Unreadable number',
    what: 'The page expected a number and got something else.',
    todo: 'Continue. If it happens again, download the log and report it.',
  },
  'random.unavailable': {
    title: 'No random numbers',
    what: 'The browser provides no secure random numbers, so the page cannot create a safe key.',
    todo: 'Use a current version of Chrome or Edge.',
  },
} satisfies Record<string, ErrorText>;
