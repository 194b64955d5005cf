/** The user's certificate authority on its way between the core and files of the user's: an archive out, an archive or a folder in. */
import type { Answer, Session } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { save } from '../devices/files';
import { maxFiles, maxTotalBytes, InvalidArchive, ArchiveTooLarge, unzip, zip } from '../devices/zip';

const folder = '.microchip-iot';
const archiveName = 'microchip-iot.zip';
/** What of such a folder is text; what boards came with is binary and stays where it is. */
const textFile = /\.(key|crt|csr|txt)$/i;
const isWanted = (path: string): boolean => textFile.test(path);
const isArchive = ({ name }: File): boolean => /\.zip$/i.test(name);
const largestFile = 64 * 1024;
/** Photographs beside the folder's files are no reason to refuse an archive. */
const largestArchive = 64 * 1024 * 1024;

export async function saveAuthority(session: Session): Promise<Answer<null>> {
  const answer = await session.authorityFiles();
  if (!answer.ok) return answer;
  const files = Object.entries(answer.value).map(([path, text]) => [`${folder}/${path}`, text]);
  save(archiveName, zip(Object.fromEntries(files) as Record<string, string>));
  return { ok: true, value: null };
}

/** With whole paths: which folder among them is the authority's is the core's to find. */
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
  for (const file of wanted) files[file.webkitRelativePath || file.name] = await file.text();
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
