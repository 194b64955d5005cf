/** Removes comments, and white space that has no meaning, from CSS text. Parts of a style sheet are accepted, such as one up to an expression. */
export function compactCss(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}
