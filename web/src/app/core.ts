/** The two builds of the core, each fetched when first asked for: the one that the page starts with, and the one with the simulation in it. */
import { loadModule, type ModuleFactory, type ModuleFiles } from '../../../wasm/module';
import type { Answer, Module } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';

export type LoadCore = (build: 'product' | 'simulation') => Promise<Answer<Module>>;
interface Build {
  factory: ModuleFactory;
  files: ModuleFiles;
}

const builds = {
  async product(): Promise<Build> {
    const [{ default: factory }, { default: first }, { default: rest }] = await Promise.all([
      import('@wasm/provisioner.js'),
      import('@wasm/provisioner-first.wasm?url'),
      import('@wasm/provisioner-rest.wasm?url'),
    ]);
    return { factory, files: { first, rest } };
  },
  async simulation(): Promise<Build> {
    const [{ default: factory }, { default: first }] = await Promise.all([
      import('@wasm/provisioner-simulation.js'),
      import('@wasm/provisioner-simulation.wasm?url'),
    ]);
    return { factory, files: { first } };
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
