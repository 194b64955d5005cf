/** Renders the page as it looks before its core is loaded, in each language. Runs in first_view_worker.mjs, with happy-dom as its DOM. */
import '../src/app/provisioner-app';
import { Workbench } from '../src/app/workbench';
import { explain } from '../src/text/catalogue';
import { speak } from '../src/text/language';
import { languages, type LanguageName } from '../src/text/language_names';
import { Stills } from './still.ts';

/** The page's first state in a browser that has every feature. */
const never = new Promise<never>(() => undefined);
const surroundings: ConstructorParameters<typeof Workbench>[0] = {
  loadCore: () => never,
  loadSimulation: () => never,
  vendorFile: () => never,
  platform: () => {
    throw new Error('the first view has no session');
  },
  ports: null,
  serial: null,
  byUsb: false,
  debuggers: null,
  hid: null,
  keyObstacle: null,
  tabs: null,
  save: () => undefined,
};

/** The cards after the first. They are left out, because they would make the HTML much larger. Nothing moves when the page adds them. */
const laterCards = ['account-card', 'wifi-card', 'provision-card', 'live-card'];

export interface FirstView {
  language: LanguageName;
  /** The page's frame and its first card in this language. */
  still: string;
  /** The error note that replaces the first view if the page's scripts cannot be loaded. */
  failure: string;
}

async function draw(): Promise<FirstView[]> {
  const views: FirstView[] = [];
  const stills = new Stills(laterCards);
  for (const language of Object.keys(languages) as LanguageName[]) {
    await speak(language);
    const app = document.createElement('provisioner-app');
    app.workbench = new Workbench(surroundings, () => undefined);
    document.body.replaceChildren(app);
    await new Promise((resolve) => setTimeout(resolve, 50)); // elements within elements draw themselves one after the other
    const { title, todo } = explain({ code: 'page.module_failed', params: {}, detail: '' });
    views.push({
      language,
      still: stills.html(app, `data-still lang="${language}"`),
      failure: `${title}. ${todo}`,
    });
  }
  return views;
}

/** Rendered during the import of this file, because languages can be loaded only as long as the import runs. */
export const firstViews = await draw();
