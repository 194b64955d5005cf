/** Loads src/later.ts before the tests, so that they see the page as it is once everything is loaded. */
import { addErrors } from '../src/text/catalogue';
import { errors } from '../src/text/errors.en';

addErrors(errors);
if ('document' in globalThis) await import('../src/later');
