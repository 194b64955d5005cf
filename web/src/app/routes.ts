/** The views of the page and their addresses, which are fragments such as "#/live". A view may have parameters behind a question mark. */
export const tabs = ['setup', 'live', 'account'] as const;
export type Tab = (typeof tabs)[number];
/** The tray belongs to the tab Set up. */
export type Route = Tab | 'tray';

const routes: readonly Route[] = [...tabs, 'tray'];

export function addressOf(route: Route): string {
  return `#/${route}`;
}

/** The view at this fragment of an address; Set up if there is no such view. */
export function routeOf(fragment: string): Route {
  const name = /^#\/([^/?]*)/.exec(fragment)?.[1];
  return routes.find((route) => route === name) ?? 'setup';
}

export function tabOf(route: Route): Tab {
  return route === 'tray' ? 'setup' : route;
}
