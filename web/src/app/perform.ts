/** Carries out commands by calling the session. Returns the answer, or null if there is none. */
import type {
  Answer,
  FirmwareRole,
  MethodName,
  PairingClaim,
  Session,
  WifiSettings,
} from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { save, textOf } from '../devices/files';
import type { Kept } from './authority_keeper';
import type { Bench } from './bench';
import type { Command } from './commands';

/** The commands that the session carries out. The workbench carries out the others. */
export type SessionCommand = Exclude<
  Command,
  {
    do:
      | 'try'
      | 'leave_simulation'
      | 'download_image'
      | 'connect_board'
      | 'connect_debugger'
      | 'name_board'
      | 'take_over';
  }
>;

type Performed = Answer<unknown> | null | Promise<Answer<unknown> | null>;

const largestImage = 1024 * 1024;
const rootsFile = 'root-certificates.bin';

export function perform(bench: Bench, command: SessionCommand): Performed {
  const { session } = bench;
  const board = session.state().selected;
  switch (command.do) {
    case 'core':
      return session.command(command.name, command.arguments);
    case 'go_by_hand':
      return session.command('goByHand', { board, byHand: command.byHand });
    case 'select_board':
      return session.command('selectBoard', { board: command.id });
    case 'forget_board':
      return forget(bench, command.id ?? board);
    case 'identify':
      return bench.boards ? bench.boards.again(board) : session.command('identifyAgain', { board });
    case 'use_image':
      return useImage(bench, board, command.image, command.file);
    case 'restore':
      return session.command('restore', { board });
    case 'inspect':
      return session.command('inspect', { board });
    case 'check_roots':
      return session.command('checkRoots', { board });
    case 'repair_roots':
      return session.command('repairRoots', { board });
    case 'save_roots':
      return saveRoots(bench, board);
    case 'write_roots':
      return writeRoots(bench, board, command.file);
    case 'sign_in':
      // Keys that the user typed must never reach the simulation.
      if (bench.simulation) return failure('session.mixed_simulation');
      return session.signIn(command.keys);
    case 'check_keys_again':
      return session.command('checkKeysAgain', { region: command.region });
    case 'sign_out':
      return session.command('signOut', {});
    case 'set_wifi':
      return setWifi(session, command.board ?? board, command.settings);
    case 'choose_method':
      return chooseMethod(bench, board, command.method);
    case 'plan':
      return session.command('makePlan', { board, renew: command.renew, method: bench.chosenMethod });
    case 'provision':
      return provision(bench, board, command.pairing ?? 'proved');
    case 'cancel':
      return session.command('cancel', { board });
    case 'save_authority':
      return saveAuthority(bench);
    case 'use_authority':
      return useAuthority(bench, command.files);
    case 'keep_authority':
      return keepAuthority(bench, 'browser', ({ keepInBrowser }) =>
        keepInBrowser(session, command.passphrase),
      );
    case 'unlock_authority':
      return keepAuthority(bench, 'browser', ({ unlock }) => unlock(session, command.passphrase));
    case 'forget_authority':
      return forgetAuthority(bench);
    case 'keep_authority_in_folder':
      return keepAuthority(bench, 'folder', ({ keepInFolder }) => keepInFolder(session, command.folder));
    case 'watch':
      return session.command('watch', { thingName: command.thing });
    case 'unwatch':
      return session.command('unwatch', {});
    case 'list_things':
      return session.command('listThings', {});
    case 'toggle':
      return session.command('setToggle', { on: command.on });
    case 'diagnose':
      return session.command('diagnose', { board });
    case 'simulated_plug':
      return bench.simulation?.plug() ?? null;
    case 'simulated_sign_in':
      return simulatedSignIn(bench);
    case 'simulated_unplug':
    case 'simulated_replug':
    case 'simulated_drop':
      return handle(bench, board, command);
  }
}

function setWifi(session: Session, board: number, settings: WifiSettings | null): Performed {
  return settings ? session.setWifi(board, settings) : session.command('keepWifi', { board });
}

async function forget(bench: Bench, board: number): Promise<Answer<unknown>> {
  const { session, boards, debuggers, simulation } = bench;
  const port = boards?.portOf(board);
  const held = session.state().boards.find(({ id }) => id === board)?.debugger;
  if (held) await debuggers?.forget(held.id);
  const forgotten = await (boards ? boards.forget(board) : session.command('forgetBoard', { board }));
  if (port) await simulation?.unplug(port);
  return forgotten;
}

async function simulatedSignIn({ session, simulation }: Bench): Promise<Answer<unknown> | null> {
  const keys = await simulation?.account();
  return keys?.ok ? session.signIn(keys.value) : (keys ?? null);
}

/** Does to a virtual board what a person does with cable and drive. */
async function handle(
  { session, simulation, boards }: Bench,
  board: number,
  command: Extract<Command, { do: 'simulated_unplug' | 'simulated_replug' | 'simulated_drop' }>,
): Promise<Answer<unknown> | null> {
  const port = boards?.portOf(board);
  if (!simulation || !port) return null;
  if (command.do === 'simulated_unplug') return simulation.unplug(port);
  if (command.do === 'simulated_replug') return simulation.replug(port);
  const dropped = await simulation.drop(port, command.image);
  return dropped.ok ? session.command('identifyAgain', { board }) : dropped;
}

/** A plan that is shown must be that of the chosen method. */
function chooseMethod(bench: Bench, board: number, method: MethodName): Performed {
  bench.chooseMethod(method);
  const job = bench.session.state().jobs.find((one) => one.board === board);
  if (job?.kind !== 'provision' || job.status !== 'planned') return null;
  return bench.session.command('makePlan', { board, renew: job.renews, method });
}

async function provision(
  { session, provisioning, chosenMethod: method }: Bench,
  board: number,
  pairing: PairingClaim,
): Promise<Answer<unknown> | null> {
  if (provisioning.has(board)) return null; // ignore the second click of a double click
  provisioning.add(board);
  const job = session.state().jobs.find((one) => one.board === board);
  const renew = job?.kind === 'provision' && job.renews; // the same choice as in the plan that was shown
  const answer = await session.command('provision', { board, renew, method, pairing });
  provisioning.delete(board);
  return answer;
}

async function useImage(
  { session }: Bench,
  board: number,
  firmware: FirmwareRole,
  file: File | null,
): Promise<Answer<null>> {
  if (!file) return session.command('useVendorsImage', { board, firmware });
  if (file.size > largestImage) return failure('page.file_too_large');
  try {
    return await session.command('useImage', { board, firmware, name: file.name, text: await textOf(file) });
  } catch (error) {
    return failure('page.file_failed', error);
  }
}

async function saveRoots({ session }: Bench, board: number): Promise<Answer<unknown>> {
  const answer = await session.rootsBackup(board);
  if (answer.ok) save(rootsFile, new Blob([answer.value as BlobPart], { type: 'application/octet-stream' }));
  return answer;
}

async function writeRoots({ session }: Bench, board: number, file: File): Promise<Answer<unknown>> {
  if (file.size > largestImage) return failure('page.file_too_large');
  try {
    return await session.writeRoots(board, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return failure('page.file_failed', error);
  }
}

async function saveAuthority(bench: Bench): Promise<Answer<null>> {
  const { saveAuthority: write } = await import('./authority');
  const answer = await write(bench.session);
  if (answer.ok) bench.authorityWasSaved();
  return answer;
}

async function useAuthority(bench: Bench, files: readonly File[]): Promise<Answer<null>> {
  const { useAuthority: use } = await import('./authority');
  const answer = await use(bench.session, files);
  if (answer.ok) bench.authorityWasReplaced();
  return answer;
}

type KeeperModule = typeof import('./authority_keeper');

async function keepAuthority(
  bench: Bench,
  where: 'browser' | 'folder',
  keep: (module: KeeperModule) => Promise<Kept>,
): Promise<Answer<null>> {
  // The simulation's authority must not replace the user's own.
  if (bench.simulation) return failure('session.mixed_simulation');
  const { answer, keeper } = await keep(await import('./authority_keeper'));
  if (keeper) bench.authorityIsKept(where, keeper);
  return answer;
}

async function forgetAuthority(bench: Bench): Promise<Answer<null>> {
  if (bench.simulation) return failure('session.mixed_simulation');
  const { forgetSealed } = await import('./authority_keeper');
  const answer = await forgetSealed();
  if (answer.ok) bench.authorityWasForgotten();
  return answer;
}
