/**
 * Keeps the certificate authority where it outlives the tab, sealed in the browser or in a folder, and adds the boards that are provisioned later.
 * Fetched when the user first asks for it.
 */
import type { Answer, Session } from '../../../wasm/provisioner';
import { done, failure } from '../devices/answers';
import { ownPath } from '../storage/own_path';
import { SealedFiles, WrongPassphrase, type Files } from '../storage/sealed_files';
import { authorityFolder } from './authority_folder';

/** Writes the authority's files again, with the boards of this session. Rejects if that fails. */
export type Keeper = () => Promise<void>;
export interface Kept {
  answer: Answer<null>;
  keeper: Keeper | null;
}

const sealed = (): SealedFiles => new SealedFiles(indexedDB, ownPath());

export function hasSealedAuthority(): Promise<boolean> {
  return sealed()
    .exists()
    .catch(() => false); // the browser stores nothing for this page
}

/** Writes one after the other, because each write takes all of the session's files. */
function keeperOf(session: Session, write: (files: Files) => Promise<void>): Keeper {
  let last: Promise<void> = Promise.resolve();
  const writeAll = async (): Promise<void> => {
    const answer = await session.authorityFiles();
    if (!answer.ok) throw new Error(answer.error.code);
    await write(answer.value);
  };
  return () => (last = last.then(writeAll, writeAll));
}

const refused = (code: string, error: unknown): Kept => ({ answer: failure(code, error), keeper: null });

export async function keepInBrowser(session: Session, passphrase: string): Promise<Kept> {
  const files = await session.authorityFiles();
  if (!files.ok) return { answer: files, keeper: null };
  try {
    const reseal = await sealed().seal(passphrase, files.value);
    return { answer: done, keeper: keeperOf(session, reseal) };
  } catch (error) {
    return refused('page.authority_not_stored', error);
  }
}

export async function unlock(session: Session, passphrase: string): Promise<Kept> {
  try {
    const { files, reseal } = await sealed().open(passphrase);
    const answer = await session.useAuthority(files);
    return { answer, keeper: answer.ok ? keeperOf(session, reseal) : null };
  } catch (error) {
    const isWrong = error instanceof WrongPassphrase;
    return refused(isWrong ? 'page.wrong_passphrase' : 'page.authority_not_stored', error);
  }
}

export async function forgetSealed(): Promise<Answer<null>> {
  try {
    await sealed().remove();
    return done;
  } catch (error) {
    return failure('page.authority_not_stored', error);
  }
}

/** Uses the authority that the folder holds; if it holds none, writes this page's there. */
export async function keepInFolder(session: Session, chosen: FileSystemDirectoryHandle): Promise<Kept> {
  try {
    const folder = await authorityFolder(chosen);
    if (folder.hasAuthority) {
      const answer = await session.useAuthority(folder.files);
      if (!answer.ok) return { answer, keeper: null };
    }
    const keeper = keeperOf(session, (files) => folder.write(files));
    await keeper();
    return { answer: done, keeper };
  } catch (error) {
    return refused('page.folder_failed', error);
  }
}
