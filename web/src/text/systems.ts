/** Why a board may be missing or not open, in the current language. */
import { systems as english } from './en/systems';
import { inLanguage } from './language';

export type { Remedy } from './en/systems';
export const systems = inLanguage(english, (language) => language.systems);
