/** What the tabs say about views that are not shown: that work goes on there, has stopped, or that data have arrived. */
import type { State } from '../../../wasm/provisioner';
import { routes, type Route } from './routes';

export type TabSign = 'none' | 'working' | 'stopped' | 'news';
export type TabSigns = Readonly<Record<Route, TabSign>>;

export const noSigns: TabSigns = { setup: 'none', live: 'none', account: 'none' };

function ofSetup({ jobs }: State): TabSign {
  if (jobs.some(({ status }) => status === 'running' || status === 'planning')) return 'working';
  return jobs.some(({ kind, status }) => kind === 'provision' && status === 'failed') ? 'stopped' : 'none';
}

function ofAccount({ contents }: State): TabSign {
  const working = ['listing', 'planning', 'cleaning'].includes(contents?.status ?? 'none');
  if (working || contents?.permissions?.checking) return 'working';
  return contents?.error ? 'stopped' : 'none';
}

/** `seen`: how many live messages there were when the view Live was last shown. */
export function signsOf(state: State, shown: Route, seen: number): TabSigns {
  const signs: TabSigns = {
    setup: ofSetup(state),
    live: state.live.messages > seen ? 'news' : 'none',
    account: ofAccount(state),
  };
  return Object.fromEntries(
    routes.map((route) => [route, route === shown ? 'none' : signs[route]]),
  ) as TabSigns;
}
