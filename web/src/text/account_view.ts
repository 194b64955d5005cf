/** Texts of the view Account, in the current language. */
import * as english from './en/account_view';
import { inLanguage } from './language';

export const frame = inLanguage(english.frame, (language) => language.accountFrame);
export const permissions = inLanguage(english.permissions, (language) => language.permissions);
export const users = inLanguage(english.users, (language) => language.users);
export const contents = inLanguage(english.contents, (language) => language.contents);
