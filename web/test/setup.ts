/** Tests see the page as it is once the rest of the core, and what comes beside it, is there (src/later.ts). */
import { addErrors } from '../src/text/catalogue';
import { errors } from '../src/text/errors.en';

addErrors(errors);
if ('document' in globalThis) await import('../src/later');
