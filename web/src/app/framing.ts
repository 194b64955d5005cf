/** Whether another origin shows this page in a frame: it could draw over it and watch. A policy in a meta tag cannot forbid it (CSP 3, frame-ancestors). */
export function isFramedByStranger(scope: Window): boolean {
  try {
    return scope.top !== scope.self && scope.top?.location.origin !== scope.location.origin;
  } catch {
    return true; // its location cannot be read: another origin
  }
}
