/** The worker of "Try without a board". It loads one other file: the simulation's WebAssembly. */
import createSimulation from '@wasm/provisioner-simulation.js';
import address from '@wasm/provisioner-simulation.wasm?url';
import { instantiate } from '../../../wasm/instantiate';
import { serve, type Scope } from './serve';

serve(
  self as unknown as Scope,
  () =>
    new Promise((resolve, reject) => {
      createSimulation({
        instantiateWasm(imports, receive) {
          instantiate(address, imports).then(receive, reject);
          return {};
        },
      }).then(resolve, reject);
    }),
);
