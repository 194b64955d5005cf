/** The two builds of the core, each fetched when first asked for: the one that the page starts with, and the one with the simulation in it. */
import { loadModule, type ModuleFactory } from '../../../wasm/module';
import type { Answer, Module } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';

export type LoadCore = (build: 'product' | 'simulation') => Promise<Answer<Module>>;
type Parts = [{ default: ModuleFactory }, { default: string }];

const builds = {
  product: (): Promise<Parts> =>
    Promise.all([import('@wasm/provisioner.js'), import('@wasm/provisioner.wasm?url')]),
  simulation: (): Promise<Parts> =>
    Promise.all([import('@wasm/provisioner-simulation.js'), import('@wasm/provisioner-simulation.wasm?url')]),
};

export const loadCore: LoadCore = async (build) => {
  try {
    const [{ default: factory }, { default: address }] = await builds[build]();
    return await loadModule(factory, address);
  } catch (error) {
    return failure('page.module_failed', error);
  }
};
