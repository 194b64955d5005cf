/** Texts of the view with many boards, in the current language. */
import * as english from './en/tray';
import { inLanguage } from './language';

export const tray = inLanguage(english.tray, (language) => language.tray);
