/** Loads the core's two builds, each when it is first needed: the product, with which the page starts, and the one with the simulation. */
import { loadModule, type ModuleFactory, type ModuleFiles } from '../../../wasm/module';
import type { Answer, Module } from '../../../wasm/provisioner';
import productFirst from '@wasm/provisioner-first.wasm?url';
import productRest from '@wasm/provisioner-rest.wasm?url';
import simulation from '@wasm/provisioner-simulation.wasm?url';
import { failure } from '../devices/answers';

export type LoadCore = (build: 'product' | 'simulation') => Promise<Answer<Module>>;
interface Build {
  factory: ModuleFactory;
  files: ModuleFiles;
}

const builds = {
  async product(): Promise<Build> {
    const { default: factory } = await import('@wasm/provisioner.js');
    return {
      factory,
      files: { first: productFirst, rest: productRest, besideRest: () => import('../later') },
    };
  },
  async simulation(): Promise<Build> {
    const [{ default: factory }] = await Promise.all([
      import('@wasm/provisioner-simulation.js'),
      import('../later'),
    ]);
    return { factory, files: { first: simulation } };
  },
};

export const loadCore: LoadCore = async (build) => {
  try {
    const { factory, files } = await builds[build]();
    return await loadModule(factory, files);
  } catch (error) {
    return failure('page.module_failed', error);
  }
};
