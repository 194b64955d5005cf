/** Texts of the views that a link opens, in the current language. */
import * as english from './en/aside';
import { inLanguage } from './language';

export const check = inLanguage(english.check, (language) => language.check);
export const support = inLanguage(english.support, (language) => language.support);
