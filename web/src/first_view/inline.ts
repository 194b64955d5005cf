/**
 * The page's only inline script, which plugins/first_view.ts puts behind the first view (at most 1.1 KB). Before anything is drawn, it picks the language and the
 * theme, and tells the style sheet which view is at the address. Then it starts to fetch the files of the page's start. Until the page replaces the first view, it opens the list of ports when the primary button is clicked,
 * and keeps any other click for the page. Runs the page's script when the first view is drawn; if it cannot be loaded, shows the error note.
 */
import { cableSerial, openList } from '../devices/serial_ports';
import { firstTheme, rememberedLanguage } from '../storage/preferences';

/** How long the first view answers clicks before the page's script is run. While that script starts, the browser cannot handle clicks. */
const firstClicksMs = 99;

const root = document.documentElement;
root.lang = rememberedLanguage();
root.dataset.theme = firstTheme();
root.dataset.at = location.hash;

const serial = cableSerial(navigator);
let open: Promise<SerialPort> | null = null;
onclick = (event) => {
  const [target] = event.composedPath(); // through shadow roots
  const button = (target as Element).closest<HTMLElement>('button,summary');
  if (serial && button?.matches('[data-primary]'))
    window.firstChoice = open ??= openList(serial).finally(() => (open = null));
  else if (button) window.keptClick = button;
};
requestAnimationFrame(() => {
  // Links without a language of their own have the page's.
  for (const link of document.querySelectorAll<HTMLLinkElement>(`[data-rel]:lang(${root.lang})`))
    link.rel = link.dataset.rel ?? '';
  setTimeout(() => {
    import(js.href).catch(() => {
      root.dataset.failed = '';
    });
  }, firstClicksMs);
});

declare global {
  /** The link to the page's own script (plugins/first_view.ts). */
  const js: HTMLLinkElement;
  interface Window {
    /** What the user chooses from the list of ports that the last click on the primary button opened. */
    firstChoice?: Promise<SerialPort>;
    /** The button or disclosure that was clicked last and that only the page can answer. */
    keptClick?: HTMLElement;
  }
}
