/** The scenes of the views Live and Account, of the tray, and of the views that a link opens. */
import { isAside, routeOf, type Route } from '../src/app/routes';
import type { View } from '../src/app/view';
import { contents } from './account_contents';
import { scenes as trayScenes } from './tray_scenes';
import { account, error, fresh, job, live, setUp, steps, thing, view, withBoard } from './scene_parts';

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
  support_file: view(
    { errors: { board: error('serial.port_busy', {}, 'Failed to open serial port.') } },
    {
      ...withBoard({
        ...fresh,
        job: job({ status: 'failed', steps: steps(4, 'failed'), error: error('serial.disconnected') }),
      }),
      account,
      next: 'continue',
    },
  ),
  check_without_board: view(),
  check_start: view({}, withBoard({ ...fresh, firmware: 'unknown', firmwareVersion: '' })),
  check_question: view({}, { ...withBoard(fresh), account, live }),
  check_report: view({}, withBoard(fresh)),
  help_guide: view(),
  help_security: view(),
  help_workshop: view(),
  help_troubles: view(),
  help_handout: view(),
  cleaning_up: view({}, { ...withBoard({}), account, contents, next: 'plan' }),
};

export function routeOfScene(name: string): Route {
  if (!(name in scenes)) return 'setup';
  const linked = routeOf(`#/${name.split('_')[0] ?? ''}`);
  if (isAside(linked)) return linked;
  if (name in trayScenes) return 'tray';
  return name.startsWith('live') ? 'live' : 'account';
}
