/** Carries out commands by calling the session. Returns the answer, or null if there is none. */
import type { Answer } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { save } from '../devices/files';
import type { Bench } from './bench';
import type { Command } from './commands';

/** The commands that the session carries out. The workbench carries out the others. */
export type SessionCommand = Exclude<
  Command,
  {
    do: 'try' | 'leave_simulation' | 'download_image' | 'connect_board' | 'connect_debugger';
  }
>;

type Performed = Answer<unknown> | null | Promise<Answer<unknown> | null>;

const largestImage = 1024 * 1024;
const rootsFile = 'root-certificates.bin';

export function perform(bench: Bench, command: SessionCommand): Performed {
  const { session } = bench;
  const board = session.state().selected;
  switch (command.do) {
    case 'go_by_hand':
      session.goByHand(board, command.byHand);
      return null;
    case 'select_board':
      session.selectBoard(command.id);
      return null;
    case 'forget_board':
      return forget(bench, command.id ?? board);
    case 'identify':
      return bench.boards ? bench.boards.again(board) : session.identifyAgain(board);
    case 'use_image':
      return useImage(bench, board, command.image, command.file);
    case 'restore':
      return session.restore(board);
    case 'inspect':
      return session.inspect(board);
    case 'check_roots':
      return session.checkRoots(board);
    case 'repair_roots':
      return session.repairRoots(board);
    case 'save_roots':
      return saveRoots(bench, board);
    case 'write_roots':
      return writeRoots(bench, board, command.file);
    case 'sign_in':
      // Keys that the user typed must never reach the simulation.
      if (bench.simulation) return failure('session.mixed_simulation');
      bench.things = null;
      return session.signIn(command.keys);
    case 'check_keys_again':
      bench.things = null;
      return session.checkKeysAgain(command.region);
    case 'sign_out':
      bench.things = null;
      session.signOut();
      return null;
    case 'set_wifi':
      return session.setWifi(board, command.settings);
    case 'plan':
      return session.plan(board, { renew: command.renew });
    case 'provision':
      return provision(bench, board, command.pairing ?? 'proved');
    case 'cancel':
      session.cancel(board);
      return null;
    case 'save_authority':
      return import('./authority').then(({ saveAuthority }) => saveAuthority(session));
    case 'use_authority':
      return useAuthority(bench, command.files);
    case 'watch':
      return session.watch(command.thing);
    case 'unwatch':
      return session.unwatch();
    case 'list_things':
      return listThings(bench);
    case 'toggle':
      return session.setToggle(command.on);
    case 'diagnose':
      return session.diagnose(board);
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

async function forget(bench: Bench, board: number): Promise<Answer<unknown>> {
  const { session, boards, debuggers, simulation } = bench;
  const port = boards?.portOf(board);
  const held = session.state().boards.find(({ id }) => id === board)?.debugger;
  if (held) await debuggers?.forget(held.id);
  const forgotten = await (boards ? boards.forget(board) : session.forgetBoard(board));
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
  return dropped.ok ? session.identifyAgain(board) : dropped;
}

async function provision(
  { session, provisioning }: Bench,
  board: number,
  pairing: 'proved' | 'asserted',
): Promise<Answer<unknown> | null> {
  if (provisioning.has(board)) return null; // ignore the second click of a double click
  provisioning.add(board);
  const job = session.state().boards.find(({ id }) => id === board)?.job;
  const renew = job?.kind === 'provision' && job.renews; // the same choice as in the plan that was shown
  const answer = await session.provision(board, { renew, pairing });
  provisioning.delete(board);
  return answer;
}

async function listThings(bench: Bench): Promise<Answer<unknown>> {
  const answer = await bench.session.listThings();
  if (answer.ok) bench.things = answer.value;
  return answer;
}

async function useImage(
  { session }: Bench,
  board: number,
  which: 'provisioning' | 'demo',
  file: File | null,
): Promise<Answer<null>> {
  if (!file) return session.useImage(board, which, null);
  if (file.size > largestImage) return failure('page.file_too_large');
  try {
    return await session.useImage(board, which, { name: file.name, text: await file.text() });
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

async function useAuthority(bench: Bench, files: readonly File[]): Promise<Answer<null>> {
  const { useAuthority: use } = await import('./authority');
  const answer = await use(bench.session, files);
  if (answer.ok) bench.authority = 'own';
  return answer;
}
