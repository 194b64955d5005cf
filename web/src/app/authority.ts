/** The user's certificate authority on its way between the core and files of the user's: an archive out, an archive or a folder in. */
import type { Answer, Session } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { save } from '../devices/files';
import { NotAnArchive, unzip, zip } from '../devices/zip';

const folder = '.microchip-iot';
const archiveName = 'microchip-iot.zip';
/** What of such a folder is text; what boards came with is binary and stays where it is. */
const textFile = /\.(key|crt|csr|txt)$/;
const largestFile = 64 * 1024;

export async function saveAuthority(session: Session): Promise<Answer<null>> {
  const answer = await session.authorityFiles();
  if (!answer.ok) return answer;
  const files = Object.entries(answer.value).map(([path, text]) => [`${folder}/${path}`, text]);
  save(archiveName, zip(Object.fromEntries(files) as Record<string, string>));
  return { ok: true, value: null };
}

/** Below the folder that was chosen: the core finds what it knows among them. */
function pathOf(file: File): string {
  const path = file.webkitRelativePath || file.name;
  return path.includes('/') && !path.includes(`${folder}/`) ? path.slice(path.indexOf('/') + 1) : path;
}

export async function useAuthority(session: Session, chosen: readonly File[]): Promise<Answer<null>> {
  const [archive] = chosen.filter(({ name }) => name.endsWith('.zip'));
  try {
    if (archive) return await session.useAuthority(await unzip(new Uint8Array(await archive.arrayBuffer())));
    const files: Record<string, string> = {};
    for (const file of chosen)
      if (textFile.test(file.name) && file.size <= largestFile) files[pathOf(file)] = await file.text();
    return await session.useAuthority(files);
  } catch (error) {
    return failure(error instanceof NotAnArchive ? 'page.bad_archive' : 'page.file_failed', error);
  }
}
