/** The scenes of the views Live and Account, and of the tray. */
import type { Route } from '../src/app/routes';
import type { View } from '../src/app/view';
import { contents } from './account_contents';
import { scenes as trayScenes } from './tray_scenes';
import { account, job, live, setUp, steps, thing, view, withBoard } from './scene_parts';

export const scenes: Record<string, View> = {
  ...trayScenes,
  live_alone: view({}, { ...withBoard(setUp), account, live, things: { names: [thing] }, next: 'none' }),
  live_empty: view(),
  live_at_work: view(
    {},
    {
      ...withBoard({ status: 'busy', job: job({ status: 'running', steps: steps(4, 'running') }) }),
      account,
      live,
      next: 'wait',
    },
  ),
  live_many: view({}, { account, live, things: { names: [thing] } }),
  live_many_only: view({}, { account }),
  live_limits: view({}, { account }),
  live_explorer: view({}, { account, things: { names: [thing] } }),
  account_empty: view(),
  cleaning_up: view({}, { ...withBoard({}), account, contents, next: 'plan' }),
};

export function routeOfScene(name: string): Route {
  if (!(name in scenes)) return 'setup';
  if (name in trayScenes) return 'tray';
  return name.startsWith('live') ? 'live' : 'account';
}
