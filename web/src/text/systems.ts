/** What to do, on each operating system, if a board is missing or cannot be opened. In the current language. */
import { systems as english } from './en/systems';
import { inLanguage } from './language';

export type { Remedy } from './en/systems';
export const systems = inLanguage(english, (language) => language.systems);
