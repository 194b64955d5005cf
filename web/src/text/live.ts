/** Texts of the live data, in the current language. */
import { live as english } from './en/live';
import { inLanguage } from './language';

export const live = inLanguage(english, (language) => language.live);
