/**
 * The folder that this page is served from. Pages of other people under the same origin share the browser's storage with this page, so the names of
 * all that is stored begin with this path. It keeps data apart; it keeps nobody out.
 */
export function ownPath(): string {
  return location.pathname.replace(/[^/]*$/, '');
}
