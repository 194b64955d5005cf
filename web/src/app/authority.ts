/** Exports the user's certificate authority as an archive, and imports one from an archive or a folder. */
import type { Answer, Session } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { save, textOf } from '../devices/files';
import { maxFiles, maxTotalBytes, InvalidArchive, ArchiveTooLarge, unzip, zip } from '../devices/zip';

const folder = '.microchip-iot';
const archiveName = 'microchip-iot.zip';
/** The text files of such a folder. The binary files that boards were delivered with are ignored. */
const textFile = /\.(key|crt|csr|txt)$/i;
const isWanted = (path: string): boolean => textFile.test(path);
const isArchive = ({ name }: File): boolean => /\.zip$/i.test(name);
const largestFile = 64 * 1024;
/** An archive may be large because of other files, such as photographs. */
const largestArchive = 64 * 1024 * 1024;

export async function saveAuthority(session: Session): Promise<Answer<null>> {
  const answer = await session.authorityFiles();
  if (!answer.ok) return answer;
  const files = Object.entries(answer.value).map(([path, text]) => [`${folder}/${path}`, text]);
  save(archiveName, zip(Object.fromEntries(files) as Record<string, string>));
  return { ok: true, value: null };
}

/** The files by their whole paths. The core finds out which folder holds the authority. */
async function filesOf(chosen: readonly File[]): Promise<Record<string, string>> {
  const archive = chosen.find(isArchive);
  if (archive) {
    if (archive.size > largestArchive) throw new ArchiveTooLarge(archive.name);
    return unzip(new Uint8Array(await archive.arrayBuffer()), isWanted);
  }
  const wanted = chosen.filter(({ name, size }) => isWanted(name) && size <= largestFile);
  const size = wanted.reduce((sum, file) => sum + file.size, 0);
  if (wanted.length > maxFiles || size > maxTotalBytes) throw new ArchiveTooLarge(`${wanted.length} files`);
  const files: Record<string, string> = {};
  for (const file of wanted) files[file.webkitRelativePath || file.name] = await textOf(file);
  return files;
}

function codeOf(error: unknown): string {
  if (error instanceof ArchiveTooLarge) return 'page.archive_too_large';
  return error instanceof InvalidArchive ? 'page.bad_archive' : 'page.file_failed';
}

export async function useAuthority(session: Session, chosen: readonly File[]): Promise<Answer<null>> {
  try {
    return await session.useAuthority(await filesOf(chosen));
  } catch (error) {
    return failure(codeOf(error), error);
  }
}
