/** Loads the core. Each call makes an instance with its own memory; the files are fetched once. */
import { compile } from '../../../wasm/instantiate';
import { loadModule } from '../../../wasm/module';
import type { Answer, Module } from '../../../wasm/provisioner';
import first from '@wasm/provisioner-first.wasm?url';
import rest from '@wasm/provisioner-rest.wasm?url';
import { failure } from '../devices/answers';

export type LoadCore = () => Promise<Answer<Module>>;

export const loadCore: LoadCore = async () => {
  try {
    void compile(first); // meanwhile, its JavaScript runs
    const { default: factory } = await import('@wasm/provisioner.js');
    return await loadModule(factory, { first, rest, besideRest: () => import('../later') });
  } catch (error) {
    return failure('page.module_failed', error);
  }
};
