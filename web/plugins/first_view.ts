/**
 * Puts the first view into the page's HTML, so that the browser draws it before any other file has arrived: the page's frame and first card in each
 * language (draw_first_views.ts), their styles, and the inline script that picks language and theme (src/first_view/inline.ts). Also adds preload links
 * for all files of the start, so that the page and its core need one round trip after the HTML.
 *
 * Chromium's parser pauses after 10 ms. A click that arrives in a pause makes the browser lay out what there is, which is lost time. So the first view
 * comes before everything that it does not need, and has no white space without effect.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build, type IndexHtmlTransformContext, type Plugin } from 'vite';
import type { FirstView } from './draw_first_views.ts';

const here = (path: string): URL => new URL(path, import.meta.url);
const longestScript = 1100;

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;

function drawFirstViews(modules: URL): Promise<FirstView[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(here('first_view_worker.mjs'), { workerData: fileURLToPath(modules) });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the first view was not drawn: exit code ${code}`)));
  });
}

/** The inline script, minified. */
async function inlineScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      write: false,
      rollupOptions: {
        input: fileURLToPath(here('../src/first_view/inline.ts')),
        output: { format: 'iife' },
      },
    },
  });
  if (!('output' in result)) throw new Error('the inline script was not built');
  const [{ code }, ...others] = result.output;
  if (others.length > 0) throw new Error('the inline script needs other files');
  const script = code.trim();
  if (Buffer.byteLength(script) > longestScript)
    throw new Error(`the inline script has ${Buffer.byteLength(script)} bytes, more than ${longestScript}`);
  return script;
}

type Chunk = Extract<Bundle[string], { type: 'chunk' }>;

/** The files of a chunk and of the chunks that it imports, directly or not. */
function filesOf(bundle: Bundle, name: string, isChunk: (chunk: Chunk) => boolean): string[] {
  const start = Object.values(bundle).find((output) => output.type === 'chunk' && isChunk(output));
  if (!start) throw new Error(`the page has no chunk of ${name}`);
  const files = new Set([start.fileName]);
  for (const file of files) {
    const chunk = bundle[file];
    if (chunk?.type === 'chunk') for (const imported of chunk.imports) files.add(imported);
  }
  return [...files];
}

/** The files of a source file that is imported dynamically, with import(). */
function filesOfSource(bundle: Bundle, source: string): string[] {
  return filesOf(bundle, source, ({ facadeModuleId }) => facadeModuleId?.endsWith(source) ?? false);
}

function assetOf(bundle: Bundle, name: string): string {
  const asset = Object.values(bundle).find(
    (output) => output.type === 'asset' && output.names.includes(name),
  );
  if (!asset) throw new Error(`the page has no ${name}`);
  return asset.fileName;
}

/** The scripts that the page starts with. */
function scriptsOf(bundle: Bundle): Set<string> {
  return new Set([
    ...filesOf(bundle, 'the entry', ({ isEntry }) => isEntry),
    ...filesOfSource(bundle, '/provisioner.js'),
    ...filesOf(bundle, 'picture of the browser’s list', ({ name }) => name === 'picker-picture'),
  ]);
}

/**
 * Links to the files that the page starts with. The inline script makes them preload links once the first view is drawn, because they would delay it
 * otherwise. It runs the page's script by the id of its link.
 */
function preloads(html: string, bundle: Bundle): string {
  const page = scriptOfPage.exec(html)?.[1];
  if (page === undefined) throw new Error('the HTML has no script of the page');
  const links = [...scriptsOf(bundle)]
    .filter((file) => `./${file}` !== page)
    .map((file) => `<link data-rel="modulepreload" crossorigin href="./${file}">`);
  return [
    `<link id="js" data-rel="modulepreload" crossorigin href="${page}">`,
    ...links,
    `<link data-rel="preload" as="fetch" crossorigin href="./${assetOf(bundle, 'provisioner-first.wasm')}">`,
  ].join('');
}

/**
 * The HTML with the style sheet inlined in place of its link. Vite must not see the link, because it would make every later import wait for the
 * style sheet's file.
 */
function withInlineStyle(html: string): string {
  const link = /<link rel="stylesheet" href="\.\/([^"]+)" \/>/;
  const file = link.exec(html)?.[1];
  if (file === undefined) throw new Error('index.html links no style sheet');
  return html.replace(link, () => `<style>${readFileSync(here(`../${file}`), 'utf8')}</style>`);
}

/**
 * Keeps Chromium from drawing a part of the first view, or before the inline script has picked language and theme: it waits for the link of the page's
 * script, which follows them. (The first view itself would not do: Chromium stops waiting at the start of an element.)
 */
const drawnWhole = '<link rel="expect" blocking="render" href="#js">';

/** A CSS rule that hides the first view and the error note of this language while the page has another language. */
function choice(language: string): string {
  return `:root:not(:lang(${language}))>body>:is([data-still],.failure):lang(${language}){display:none}`;
}

/** Puts the style sheet into the HTML before Vite reads it, so that Vite minifies it there. */
export function inlineStyle(): Plugin {
  return {
    name: 'inline-style',
    apply: 'build',
    transformIndexHtml: { order: 'pre', handler: withInlineStyle },
  };
}

const scriptOfPage = /<script type="module" crossorigin src="([^"]+)"><\/script>/;

/** `modules`: the folder of the WebAssembly modules. */
export function firstView(modules: URL): Plugin {
  return {
    name: 'first-view',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: async (html, { bundle }) => {
        if (!bundle) return html;
        const [views, script] = await Promise.all([drawFirstViews(modules), inlineScript()]);
        const shown = views.map(
          ({ language, still, failure }) =>
            `<p class="failure" role="alert" lang="${language}">${failure}</p>${still}`,
        );
        const needed = scriptsOf(bundle);
        const words = views
          .filter(({ language }) => language !== 'en')
          .flatMap(({ language }) =>
            filesOfSource(bundle, `/src/text/${language}.ts`)
              .filter((file) => !needed.has(file))
              .map((file) => `<link data-rel="modulepreload" lang="${language}" href="./${file}">`),
          );
        const parts = [...shown, ...words, `<script>${script}</script>`, preloads(html, bundle)];
        const choices = views.map(({ language }) => choice(language)).join('');
        return html
          .replace(/>\s+</g, '><')
          .replace('</style>', `${choices}</style>`)
          .replace('<!-- The condition to draw -->', drawnWhole)
          .replace(scriptOfPage, '')
          .replace('<!-- The first view -->', parts.join(''));
      },
    },
  };
}
