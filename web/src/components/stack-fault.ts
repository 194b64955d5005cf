/** Finds out from a board's job whether the account's stack MCHPStack has a fault for which it can be replaced. */
import type { JobState } from '../../../wasm/provisioner';

const faults = ['other_version', 'vendors', 'vendors_without_function', 'foreign', 'failed'] as const;
export type StackFault = (typeof faults)[number];

/** What the job's plan or error says of the stack; undefined without a fault. */
export function stackFault(job: JobState | undefined): StackFault | undefined {
  const { state } =
    job?.error?.code === 'provision.stack_unusable'
      ? job.error.params
      : (job?.plan?.aws.find(({ what }) => what === 'stack')?.params ?? {});
  return faults.find((fault) => fault === state);
}
