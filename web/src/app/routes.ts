/** The views of the page and their addresses, which are fragments such as "#/live". A view may have parameters behind a question mark, and pages of its own behind a slash. */
export const tabs = ['setup', 'live', 'account'] as const;
export type Tab = (typeof tabs)[number];
/** The views that a link opens, such as the one in the help; no tab leads there. */
export const asides = ['check', 'support', 'help'] as const;
export type Aside = (typeof asides)[number];
/** The tray belongs to the tab Set up. */
export type Route = Tab | 'tray' | Aside;

const routes: readonly Route[] = [...tabs, 'tray', ...asides];

export function addressOf(route: Route): string {
  return `#/${route}`;
}

/** The view at this fragment of an address; Set up if there is no such view. */
export function routeOf(fragment: string): Route {
  const name = /^#\/([^/?]*)/.exec(fragment)?.[1];
  return routes.find((route) => route === name) ?? 'setup';
}

export function isAside(route: Route): route is Aside {
  return asides.some((aside) => aside === route);
}

/** Null for a view that belongs to no tab. */
export function tabOf(route: Route): Tab | null {
  if (isAside(route)) return null;
  return route === 'tray' ? 'setup' : route;
}
