/**
 * The path of the folder that this page is served from, such as `/provisioner/`. The names of everything that the page stores begin with this path,
 * because other pages of the same origin share the browser's storage. The prefix avoids clashes; it does not protect the data.
 */
export function ownPath(): string {
  return location.pathname.replace(/[^/]*$/, '');
}
