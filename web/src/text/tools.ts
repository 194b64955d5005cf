/** Texts that are fetched when a disclosure opens, in the current language. */
import * as english from './en/tools';
import { inLanguage } from './language';

export const tools = inLanguage(english.tools, (language) => language.tools);
export const authority = inLanguage(english.authority, (language) => language.authority);
export const methods = inLanguage(english.methods, (language) => language.methods);
export const repair = inLanguage(english.repair, (language) => language.repair);
export const registration = inLanguage(english.registration, (language) => language.registration);
export const diagnosis = inLanguage(english.diagnosis, (language) => language.diagnosis);
