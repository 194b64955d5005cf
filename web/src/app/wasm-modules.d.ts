/** The types of the modules that CMake builds (preset wasm), which are imported through the alias @wasm (vite.config.ts). */
declare module '@wasm/provisioner.js' {
  const factory: import('../../../wasm/module').ModuleFactory;
  export default factory;
}
declare module '@wasm/provisioner-simulation.js' {
  const factory: (options: {
    instantiateWasm: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => void,
    ) => object;
  }) => Promise<import('../simulation/serve').SimulationModule>;
  export default factory;
}
declare module '@wasm/provisioner-first.wasm?url' {
  const address: string;
  export default address;
}
declare module '@wasm/provisioner-rest.wasm?url' {
  const address: string;
  export default address;
}
declare module '@wasm/provisioner-simulation.wasm?url' {
  const address: string;
  export default address;
}
declare module '@wasm/mqtt/mqtt.js' {
  const create: typeof import('../../../wasm/mqtt/mqtt').default;
  export default create;
}
