/** What the tabs say about views that are not shown: that work goes on there, has stopped, or that data have arrived. */
import type { State } from '../../../wasm/provisioner';
import { tabs, type Tab } from './routes';

export type TabSign = 'none' | 'working' | 'stopped' | 'news';
export type TabSigns = Readonly<Record<Tab, TabSign>>;

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

/** `seen`: how many live messages there were when a view with the live card was last shown. */
export function signsOf(state: State, shown: Tab | null, seen: number): TabSigns {
  const signs: TabSigns = {
    setup: ofSetup(state),
    live: state.live.messages > seen ? 'news' : 'none',
    account: ofAccount(state),
  };
  return Object.fromEntries(tabs.map((tab) => [tab, tab === shown ? 'none' : signs[tab]])) as TabSigns;
}
