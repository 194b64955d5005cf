/**
 * The page's only inline script, which plugins/first_view.ts puts into the head (at most 1 KB). Before anything is drawn, it picks the language and the
 * theme and starts to fetch the language's texts. Until the page's handlers exist, it remembers the last click (first_clicks.ts). If a script cannot be
 * loaded, it shows the error note.
 */
import { rememberedLanguage, rememberedTheme } from '../storage/preferences';
import { buttonOf } from './button_of';

const root = document.documentElement;
const language = rememberedLanguage();
const theme = rememberedTheme();
root.lang = language;
root.dataset.theme =
  theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme;

const words = document.querySelector<HTMLMetaElement>(`meta[name=words-${language}]`);
for (const href of words?.content.split(' ') ?? [])
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));

window.onclick = (event) => {
  window.keptClick = buttonOf(event) ?? window.keptClick;
};
window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement) root.dataset.failed = '';
  },
  true,
);

declare global {
  interface Window {
    /** The button that was clicked last, before the page had handlers. */
    keptClick?: HTMLElement | null;
  }
}
