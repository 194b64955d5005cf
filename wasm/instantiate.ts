// Makes WebAssembly instances of files that are served with the page. Fetches and compiles each file once, for all of its instances.

const compiled = new Map<string, Promise<WebAssembly.Module>>();

async function fetchAndCompile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${String(response.status)}`);
  // Not compileStreaming(): it insists on a media type that some static hosts do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Starts to fetch and compile the file, unless that was done before. Rejects if it fails; the next call tries again. */
export function compile(url: string): Promise<WebAssembly.Module> {
  let module = compiled.get(url);
  if (!module) {
    module = fetchAndCompile(url);
    compiled.set(url, module);
    module.catch(() => compiled.delete(url));
  }
  return module;
}

/** Rejects if the file cannot be fetched or compiled; the next call tries again. */
export async function instantiate(url: string, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  return WebAssembly.instantiate(await compile(url), imports);
}
