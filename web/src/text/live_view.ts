/** Texts of the view Live beyond one board, in the current language. */
import {
  explorer as englishExplorer,
  exporting as englishExporting,
  fleet as englishFleet,
} from './en/live_view';
import { inLanguage } from './language';

export const fleet = inLanguage(englishFleet, (language) => language.fleet);
export const explorer = inLanguage(englishExplorer, (language) => language.explorer);
export const exporting = inLanguage(englishExporting, (language) => language.exporting);
