/** A folder as the browser's picker gives it, with its files as texts. A folder in it is another Map. */
export type FakeFiles = Map<string, string | FakeFiles>;

/** `writes` gets the names of the files that are written. */
export function fakeFolder(name: string, files: FakeFiles, writes: string[]): FileSystemDirectoryHandle {
  const handleOf = (key: string): unknown => {
    const value = files.get(key);
    return value instanceof Map ? fakeFolder(key, value, writes) : fakeFile(key, files, writes);
  };
  return {
    kind: 'directory',
    name,
    async *values() {
      for (const key of [...files.keys()]) yield await Promise.resolve(handleOf(key));
    },
    getDirectoryHandle(key: string) {
      if (!files.has(key)) files.set(key, new Map());
      return Promise.resolve(handleOf(key));
    },
    getFileHandle: (key: string) => Promise.resolve(fakeFile(key, files, writes)),
  } as unknown as FileSystemDirectoryHandle;
}

function fakeFile(name: string, files: FakeFiles, writes: string[]): unknown {
  let written = '';
  return {
    kind: 'file',
    name,
    getFile: () => Promise.resolve(new File([files.get(name) as string], name)),
    createWritable: () =>
      Promise.resolve({
        write(text: string) {
          written = text;
          return Promise.resolve();
        },
        close() {
          files.set(name, written);
          writes.push(name);
          return Promise.resolve();
        },
      }),
  };
}
