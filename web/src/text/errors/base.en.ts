/** The foundation, and what the browser keeps. */
import type { ErrorText } from '../catalogue';
import { ownFault } from './remedies.en';

export const base = {
  'base.cancelled': {
    title: 'Stopped',
    what: 'You stopped this.',
    todo: 'Start again when you are ready; what is done stays done.',
  },
  'base.timed_out': {
    title: 'It took too long',
    what: 'There was no answer{step|} in the time that this needs.',
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
} satisfies Record<string, ErrorText>;
