/** The folder .microchip-iot on the user's disk, as the browser's directory picker gives it. Files that the page does not know stay as they are. */
import type { Files } from '../storage/sealed_files';

const folderName = '.microchip-iot';
const rootFile = 'root-ca.crt';
const textFile = /\.(key|crt|csr|txt)$/i;
const largestFile = 64 * 1024;

export interface AuthorityFolder {
  /** The text files, by their paths in the folder. */
  files: Files;
  hasAuthority: boolean;
  /** Writes the files that differ. */
  write: (files: Files) => Promise<void>;
}

/** The chosen folder if it holds an authority; otherwise the folder .microchip-iot in it, which is created if it is not there. */
export async function authorityFolder(chosen: FileSystemDirectoryHandle): Promise<AuthorityFolder> {
  let folder = chosen;
  let files = await filesOf(folder);
  if (!(rootFile in files) && chosen.name !== folderName) {
    folder = await chosen.getDirectoryHandle(folderName, { create: true });
    files = await filesOf(folder);
  }
  const hasAuthority = rootFile in files;
  return { files, hasAuthority, write: (wanted) => write(folder, files, wanted) };
}

/** The files of the folder, and of the boards' folders in it. */
async function filesOf(folder: FileSystemDirectoryHandle): Promise<Files> {
  const files: Files = {};
  for await (const handle of folder.values()) {
    if (handle.kind === 'file') await read(handle, handle.name, files);
    else
      for await (const inner of handle.values())
        if (inner.kind === 'file') await read(inner, `${handle.name}/${inner.name}`, files);
  }
  return files;
}

async function read(handle: FileSystemFileHandle, path: string, files: Files): Promise<void> {
  if (!textFile.test(path)) return;
  const file = await handle.getFile();
  if (file.size <= largestFile) files[path] = await file.text();
}

/** `present` is what the folder holds, and is kept up to date. */
async function write(folder: FileSystemDirectoryHandle, present: Files, wanted: Files): Promise<void> {
  for (const [path, text] of Object.entries(wanted)) {
    if (present[path] === text) continue;
    const [name = '', board] = path.split('/').reverse();
    const parent = board === undefined ? folder : await folder.getDirectoryHandle(board, { create: true });
    const file = await (await parent.getFileHandle(name, { create: true })).createWritable();
    await file.write(text);
    await file.close(); // only now the browser replaces the file
    present[path] = text;
  }
}
