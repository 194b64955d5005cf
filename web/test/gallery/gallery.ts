/** Renders one scene, which the query of the URL names, with the page's elements and no core. */
import type { Enquiries } from '../../src/app/view';
import '../../src/app/page.css';
import '../../src/app/provisioner-app';
import '../../src/later';
import type { Workbench } from '../../src/app/workbench';
import { rememberedLanguage } from '../../src/storage/preferences';
import { addressOf } from '../../src/app/routes';
import { checkOf } from '../check_scenes';
import { all } from '../drawn';
import { sessionOf } from '../fleet_scenes';
import { scenes, series, view } from '../scenes';
import { routeOfScene } from '../view_scenes';

const scene = location.search.slice(1);
const policies = {
  command: 'aws iam create-user --path /web-provisioner/ --user-name $U',
  guide: '{\n  "Version": "2012-10-17"\n}',
  provision: '{\n  "Version": "2012-10-17"\n}',
  watch: '{}',
};
const enquiries: Enquiries = {
  recognise: () =>
    Promise.resolve({
      ok: false,
      error: { code: 'aws.credentials_unrecognised', params: {}, detail: '' },
    }),
  checkWifi: () => Promise.resolve({ ok: true, value: null }),
  policies: () => Promise.resolve({ ok: true, value: policies } as const),
  series: () => series(),
  session: () => sessionOf(scene),
};
/** A line as long as the longest lines of a real log. */
const longLine =
  'DescribeEndpoint 403 AccessDeniedException: User: arn:aws:iam::123456789012:user/workshop is not authorized to perform: iot:DescribeEndpoint on resource: * because no identity-based policy allows the iot:DescribeEndpoint action (attempt 1 of 3, 184 ms)';

const shown = scenes[scene] ?? view();
const page = scene.startsWith('help_') ? `/${scene.slice('help_'.length)}` : '';
const parameters = scene === 'live_explorer' ? '?show=explorer' : page;
location.hash = addressOf(routeOfScene(scene)) + parameters;
const app = document.createElement('provisioner-app');
app.workbench = {
  ...enquiries,
  view: shown,
  log: [{ time: 412, level: 'info', source: 'aws', text: longLine }],
  run: (command) => console.log(command.do),
} as Pick<Workbench, keyof Enquiries | 'view' | 'log' | 'run'> as Workbench;
await app.speak(rememberedLanguage());
document.body.append(app);

const check = checkOf(scene, shown);
if (check) {
  await customElements.whenDefined('check-view');
  for (let round = 0; round < 100; ++round) {
    const [found] = all(document, 'check-view');
    if (found) Object.assign(found, { run: check });
    if (found) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
