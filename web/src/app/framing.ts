/**
 * Whether this page is shown in a frame. Whoever frames it could draw over it, and a frame of its own origin could read what is typed; a policy in a
 * meta tag cannot forbid frames (CSP 3, frame-ancestors).
 */
export function isFramed(scope: Window): boolean {
  return scope.top !== scope.self;
}
