/** What stands between a browser and a board, in the language of the moment. */
import { systems as english } from './en/systems';
import { inLanguage } from './language';

export type { Remedy } from './en/systems';
export const systems = inLanguage(english, (language) => language.systems);
