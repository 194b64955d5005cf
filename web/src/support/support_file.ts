/**
 * The support file: what a helper needs to see what went wrong, without what tells whose board, account and network it is about. Lines of the command
 * `wifi` and messages of boards are left out.
 */
import type {
  BoardState,
  ErrorInfo,
  ImageState,
  JobState,
  LogLine,
  StepState,
} from '../../../wasm/provisioner';
import { serialsOf } from '../app/board_names';
import type { View } from '../app/view';
import { section, type Outlined } from './outline';
import { Pseudonyms } from './pseudonyms';

/** The command with the passphrase, wherever it stands: "wifi", "CMD:SEND_UART=wifi ssid,…". */
const wifiCommand = /(?<![\w-])wifi(?![\w-])/i;
/** What boards print about their network. */
const ofNetwork = /wi-?fi|ssid/i;

/** What has to be replaced, as far as the page knows it. */
export function pseudonymsOf({ state, names, presets }: View): Pseudonyms {
  const all = new Pseudonyms();
  all.know('account', state.account.accountId);
  all.know('user', state.account.userName);
  for (const ssid of [presets.ssid, state.tray?.ssid ?? '', ...state.boards.map(({ wifi }) => wifi.ssid)])
    all.know('network', ssid);
  for (const board of state.boards) {
    for (const serial of serialsOf(board)) all.know('serial', serial);
    all.know('thing', board.thingName);
    all.know('thing', board.inspection?.thingName ?? '');
  }
  for (const { serialNumber } of state.debuggers) all.know('serial', serialNumber);
  for (const { result } of state.jobs) all.know('thing', result?.thingName ?? '');
  for (const thing of [state.live.thingName, ...(state.things.names ?? [])]) all.know('thing', thing);
  for (const { name } of state.contents?.boards ?? []) all.know('thing', name);
  for (const name of Object.values(names)) all.know('name', name);
  return all;
}

export function errorFacts(error: ErrorInfo | null | undefined): Outlined {
  if (!error) return null;
  const { code, params, detail } = error;
  const isQuiet = (text: string): boolean => !wifiCommand.test(text);
  const safe = Object.entries(params).filter(([, value]) => isQuiet(String(value)));
  return { code, ...Object.fromEntries(safe), detail: isQuiet(detail) ? detail : '' };
}

function stepFacts({ name, status, milliseconds, progress }: StepState): string {
  const share = progress !== null && status === 'running' ? `, ${Math.round(progress * 100)} %` : '';
  return `${name}: ${status}, ${milliseconds} ms${share}`;
}

export function jobFacts(job: JobState): Outlined {
  const { kind, method, status, milliseconds, expectedMilliseconds, steps, error, registration } = job;
  return {
    job: `${kind}${kind === 'provision' ? ` by ${method}` : ''}, board ${job.board}: ${status}`,
    took: `${milliseconds} ms, expected ${expectedMilliseconds} ms`,
    error: errorFacts(error),
    registration: registration && { status: registration.status, missing: registration.missing },
    steps: steps.map(stepFacts),
  };
}

function imageFacts({ own, version }: ImageState): string {
  return own ? 'the user’s own' : version;
}

export function boardFacts(board: BoardState): Outlined {
  const { debugger: held, images, inspection, roots, diagnosis, wifi, lights } = board;
  return {
    board: `${board.id}${board.simulated ? ' (simulated)' : ''}: ${board.status}`,
    kit: [board.kit, board.mcu].filter(Boolean).join(', '),
    'kit that this page does not support': board.foreignKit,
    firmware: `${board.firmware} ${board.firmwareVersion}`.trim(),
    'Wi-Fi module': board.moduleFirmware,
    'secure element': board.secureElement,
    thing: board.thingName,
    endpoint: board.endpoint,
    'continues without the debugger': board.byHand,
    network: { status: wifi.status, name: wifi.ssid, security: wifi.security, error: errorFacts(wifi.error) },
    'expected lights':
      lights &&
      Object.entries(lights)
        .map(([name, light]) => `${name} ${light}`)
        .join(', '),
    debugger: held && `${held.product} ${held.firmware}, ${held.serialNumber}: ${held.status}`,
    images: images && {
      provisioning: imageFacts(images.provisioning),
      demo: imageFacts(images.demo),
    },
    error: errorFacts(board.error),
    warnings: board.warnings.map(errorFacts),
    inspection: inspection && {
      part: inspection.secureElement.part,
      module: `${inspection.module.firmware}, recommended ${inspection.module.required}`,
      certificates: inspection.certificates.map(
        ({ subject, chainOk }) => `${subject}, chain ${String(chainOk)}`,
      ),
      'key matches': String(inspection.keyMatches),
      warnings: inspection.warnings.map(errorFacts),
    },
    roots: roots && { status: roots.status, missing: roots.missing.join(', ') },
    diagnosis: diagnosis && {
      cause: errorFacts(diagnosis.cause),
      findings: diagnosis.findings.map(
        ({ what, ok }) => `${what}: ${ok === null ? 'unknown' : ok ? 'ok' : 'not ok'}`,
      ),
      output: diagnosis.boardLog.filter((line) => !ofNetwork.test(line)),
    },
  };
}

function accountFacts({ account }: View['state']): Outlined {
  if (account.status === 'empty') return null;
  return {
    status: account.status,
    region: account.region,
    account: account.accountId,
    user: account.arn,
    kind: account.kind,
    'temporary keys': account.temporary,
    endpoint: account.endpoint,
    throttled: account.throttled,
    'clock offset': `${account.clockOffsetSeconds} s`,
    error: errorFacts(account.error),
  };
}

function liveFacts({ live }: View['state']): Outlined {
  if (live.status === 'idle' && !live.error) return null;
  return {
    status: live.status,
    thing: live.thingName,
    messages: live.messages,
    'messages a minute': live.rate,
    'seconds since the last': live.quietSeconds,
    fields: live.fields.map(({ name }) => name).join(', '),
    'not understood': live.odd,
    error: errorFacts(live.error),
  };
}

function logText(log: readonly LogLine[]): string[] {
  return log
    .filter(({ text }) => !wifiCommand.test(text))
    .map(
      ({ time, level, source, text }) =>
        `${(time / 1000).toFixed(3).padStart(9)}  ${level.padEnd(7)}  ${source}: ${text}`,
    );
}

/** `browser`, `devices`: see browser_facts.ts. */
export function supportFile(
  view: View,
  log: readonly LogLine[],
  { browser, devices, now }: { browser: Outlined; devices: Outlined; now: Date },
): string {
  const { state } = view;
  const shown: Readonly<Record<string, ErrorInfo | undefined>> = view.errors;
  const errors = Object.entries(shown)
    .filter(([, error]) => error !== undefined)
    .map(([card, error]) => ({ card, error: errorFacts(error) }));
  const text = [
    section('Page', {
      version: view.version,
      made: now.toISOString(),
      core: view.core,
      simulated: view.simulated,
      'next step': state.next,
      error: errorFacts(view.coreError),
    }),
    section('Browser', browser),
    section('Devices that the browser gives to this page', devices),
    section('Errors shown', errors),
    section('Boards', state.boards.map(boardFacts)),
    section(
      'Debuggers',
      state.debuggers.map(
        ({ id, product, firmware, serialNumber, kit, mcu, status, board, error, warnings }) => ({
          debugger: `${id} of board ${board}: ${status}`,
          product: `${product} ${firmware}, ${kit} ${mcu}`,
          serial: serialNumber,
          error: errorFacts(error),
          warnings: warnings.map(errorFacts),
        }),
      ),
    ),
    section('Jobs', state.jobs.map(jobFacts)),
    section('Account', accountFacts(state)),
    section('Live data', liveFacts(state)),
    `## Log\n${logText(log).join('\n')}\n`,
  ].join('');
  return pseudonymsOf(view).in(text);
}
