/**
 * Starts the simulation's worker. A trusted types policy of its own passes one address, which is known at build time, so that no other file can
 * become a worker of this page.
 */
import type { Answer } from '../../../wasm/provisioner';
import { Simulation } from './simulation';
import workerAddress from './simulation_worker?worker&url';

/** The Trusted Types API. TypeScript's library lacks it, and so do some browsers. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): {
    createScriptURL(address: string): string;
  };
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'simulation-worker',
  {
    createScriptURL(address) {
      if (address !== workerAddress) throw new TypeError(`no worker of this page: ${address}`);
      return address;
    },
  },
);

/** Resolves when the simulation is ready; page.module_failed if one of its files cannot be loaded. */
export async function startSimulation(): Promise<Answer<Simulation>> {
  const address = policy ? policy.createScriptURL(workerAddress) : workerAddress;
  const worker = new Worker(address, { type: 'module' });
  const simulation = new Simulation(worker);
  worker.onerror = ({ message }) => simulation.failed(message);
  const ready = await simulation.account();
  if (ready.ok) return { ok: true, value: simulation };
  simulation.end();
  return ready;
}
