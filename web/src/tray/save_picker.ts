/** The browser's dialog for a file to write to (File System Access API, "showSaveFilePicker"), which only Chromium browsers have. */

interface SavePickerOptions {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}

declare global {
  interface Window {
    showSaveFilePicker?: (options: SavePickerOptions) => Promise<FileSystemFileHandle>;
  }
}

export function canChooseFile(): boolean {
  return window.showSaveFilePicker !== undefined;
}

/** Must be called from a click. Null if the user chooses no file. */
export async function chooseCsvFile(suggestedName: string): Promise<FileSystemFileHandle | null> {
  try {
    const types = [{ description: 'CSV', accept: { 'text/csv': ['.csv'] } }];
    return (await window.showSaveFilePicker?.({ suggestedName, types })) ?? null;
  } catch {
    return null; // closed without a choice, or blocked by a policy; the download still works
  }
}
