/**
 * Turns a rendered element into a "still": static HTML that looks the same without any script. Shadow roots become declarative shadow roots. Each custom element
 * gets another name, so that the page's scripts do not take it for their own. Each element keeps only the style rules that apply in it. Fields are
 * inert, because no script handles their input yet. The content of closed disclosures and white space without effect are left out. Needs happy-dom's
 * DOM.
 */
import type { CSSResult, LitElement } from 'lit';
import { compactCss } from './compact_css.ts';

const isElement = (node: Node): node is Element => node.nodeType === 1;
const stillName = (name: string): string => (name.includes('-') ? `${name}-still` : name);
const childless = new Set(['br', 'circle', 'img', 'input', 'path', 'rect']);
/** Elements that end where the next one of them, or their parent, does. */
const withoutEndTag = new Set(['li', 'option']);

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

const isBlank = (node: Node): boolean => (node.textContent ?? '').trim() === '';

/**
 * True if white space between the children of `parent` separates words. Buttons, and all elements without text of their own except paragraphs, lay out
 * their children as blocks or with flex or grid, which ignore white space.
 */
function hasWords(parent: Element | ShadowRoot): boolean {
  if (isElement(parent) && parent.matches('button, p')) return parent.localName === 'p';
  return [...parent.childNodes].some((node) => node.nodeType === 3 && !isBlank(node));
}

interface Rule {
  selector: string;
  body: string;
}

/** The top-level rules of a style sheet. The body of an at-rule contains its rules. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  for (let from = 0, at = 0, depth = 0, open = 0; at < css.length; ++at) {
    if (css[at] === '{' && depth++ === 0) open = at;
    if (css[at] !== '}' || --depth > 0) continue;
    rules.push({ selector: css.slice(from, open).trim(), body: css.slice(open + 1, at).trim() });
    from = at + 1;
  }
  return rules;
}

/** The elements that can have these states and pseudo-elements. */
const carriers: Record<string, string> = {
  '::placeholder': 'input, textarea',
  ':focus-visible': 'a, button, input, select, summary, textarea, [tabindex]',
};

/** True if the selector, without its states and pseudo-elements, selects anything in these shadow roots or their hosts. */
function applies(selector: string, roots: readonly ShadowRoot[]): boolean {
  const plain = (carriers[selector] ?? selector)
    .replace(/::?[\w-]+(\((?:[^()]|\([^()]*\))*\))?/g, '')
    .replace(/^[\s>+~]+/, '')
    .trim();
  return plain === '' || roots.some((root) => root.querySelector(plain));
}

/** Splits a list of selectors at the commas outside parentheses. */
const partsOf = (selector: string): string[] => selector.split(/,(?![^(]*\))/);

/** True for a selector of ::before or ::after in a style sheet that draws neither. Chromium would compute the style of both for each element. */
const isUndrawn = (selector: string, css: string): boolean =>
  /::(before|after)$/.test(selector) && !/\bcontent:/.test(css);

/** The style sheet without the rules and selectors that select nothing in these shadow roots, which belong to elements of one kind. */
function pruned(css: string, roots: readonly ShadowRoot[], all = css): string {
  return rulesOf(css)
    .map(({ selector, body }) => {
      if (selector.startsWith('@keyframes')) return `${selector}{${body}}`;
      if (selector.startsWith('@')) {
        const inside = pruned(body, roots, all);
        return inside && `${selector}{${inside}}`;
      }
      const kept = partsOf(selector).filter((part) => applies(part, roots) && !isUndrawn(part, all));
      return kept.length > 0 ? `${kept.join(',')}{${body}}` : '';
    })
    .join('');
}

function shadowRootsIn(root: ParentNode, without: readonly string[]): ShadowRoot[] {
  return [...root.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) =>
    shadowRoot && !without.includes(localName) ? [shadowRoot, ...shadowRootsIn(shadowRoot, without)] : [],
  );
}

export class Stills {
  private readonly styles = new Map<string, string>();

  /** The content of elements with these names is left out. */
  constructor(private readonly empty: readonly string[] = []) {}

  /** The element as static HTML. It must be in the document and must have rendered. */
  html(element: Element, attributes: string): string {
    const roots = shadowRootsIn(element.parentNode as Element, this.empty);
    const names = new Set(roots.map(({ host }) => host.localName));
    const selected = new RegExp(`(?<![\\w.#-])(?:${[...names].join('|')})(?![\\w-])`, 'g');
    for (const name of names) {
      const { elementStyles } = customElements.get(name) as unknown as typeof LitElement;
      const css = elementStyles.map((style) => compactCss((style as CSSResult).cssText)).join('');
      const ofName = roots.filter(({ host }) => host.localName === name);
      this.styles.set(name, pruned(css, ofName).replace(selected, stillName));
    }
    return this.element(element, attributes);
  }

  private element(element: Element, more = ''): string {
    const { localName, shadowRoot } = element;
    if (this.empty.includes(localName)) return `<${stillName(localName)}></${stillName(localName)}>`;
    const attributes = element
      .getAttributeNames()
      .filter((name) => !/^(on|\.|@|\?)/.test(name))
      .map((name) => [name, element.getAttribute(name) ?? ''] as const)
      .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escape(value)}"`))
      .join('');
    const inert = element.matches('input, select, textarea') ? ' inert' : '';
    const name = stillName(localName);
    const start = `<${name}${attributes}${more && ` ${more}`}${inert}`;
    if (childless.has(localName)) return `${start}/>`;
    const style = this.styles.get(localName);
    const shadow = shadowRoot
      ? `<template shadowrootmode="open">${style ? `<style>${style}</style>` : ''}${this.children(shadowRoot)}</template>`
      : '';
    const end = withoutEndTag.has(localName) ? '' : `</${name}>`;
    return `${start}>${shadow}${this.children(element)}${end}`;
  }

  private children(parent: Element | ShadowRoot): string {
    const isClosed = isElement(parent) && parent.matches('dialog:not([open]), details:not([open])');
    return [...parent.childNodes]
      .filter((node) => !isClosed || (isElement(node) && node.localName === 'summary'))
      .map((node) => {
        if (isElement(node)) return this.element(node);
        if (node.nodeType !== 3 || (isBlank(node) && !hasWords(parent))) return '';
        return escape((node.textContent ?? '').replace(/\s+/g, ' '));
      })
      .join('');
  }
}
