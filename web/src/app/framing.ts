/**
 * Finds out whether this page is embedded in a frame. The embedding page could draw over it, and one of the same origin could read what the user types. A
 * policy in a meta tag cannot forbid frames (CSP 3, frame-ancestors).
 */
export function isFramed(scope: Window): boolean {
  return scope.top !== scope.self;
}
