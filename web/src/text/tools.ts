/** The words behind disclosures, in the language of the moment; fetched with what is there. */
import * as english from './en/tools';
import { inLanguage } from './language';

export const tools = inLanguage(english.tools, (language) => language.tools);
export const authority = inLanguage(english.authority, (language) => language.authority);
export const diagnosis = inLanguage(english.diagnosis, (language) => language.diagnosis);
