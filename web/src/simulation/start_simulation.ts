/**
 * Starts the simulation's worker.
 */
import type { Answer } from '../../../wasm/provisioner';
import { trustedAddress } from '../app/trusted_address';
import { Simulation } from './simulation';
import workerAddress from './simulation_worker?worker&url';

const address = trustedAddress('simulation-worker', workerAddress);

/** Resolves when the simulation is ready; page.module_failed if one of its files cannot be loaded. */
export async function startSimulation(): Promise<Answer<Simulation>> {
  const worker = new Worker(address, { type: 'module' });
  const simulation = new Simulation(worker);
  worker.onerror = ({ message }) => simulation.failed(message);
  const ready = await simulation.account();
  if (ready.ok) return { ok: true, value: simulation };
  simulation.end();
  return ready;
}
