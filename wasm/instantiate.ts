// Makes WebAssembly instances of files that are served with the page. Fetches and compiles each file once, for all of its instances.

const compiled = new Map<string, Promise<WebAssembly.Module>>();

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${String(response.status)}`);
  // Not compileStreaming(): it insists on a media type that some static hosts do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Rejects if the file cannot be fetched or compiled; the next call tries again. */
export async function instantiate(url: string, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  let module = compiled.get(url);
  if (!module) {
    module = compile(url);
    compiled.set(url, module);
    module.catch(() => compiled.delete(url));
  }
  return WebAssembly.instantiate(await module, imports);
}
