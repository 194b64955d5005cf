/** Finds out from a board's job what keeps the account from registering boards at their first connection, if it can be put right. */
import type { JobState } from '../../../wasm/provisioner';

const ofStack = ['other_version', 'vendors', 'vendors_without_function', 'foreign', 'failed'] as const;
export type AccountFault = (typeof ofStack)[number] | 'authority_elsewhere';

/** What the job's plan or error says; undefined without a fault. */
export function accountFault(job: JobState | undefined): AccountFault | undefined {
  const { error, plan } = job ?? {};
  if (error?.code === 'provision.authority_elsewhere') return 'authority_elsewhere';
  const { state } =
    error?.code === 'provision.stack_unusable'
      ? error.params
      : (plan?.aws.find(({ what }) => what === 'stack')?.params ?? {});
  return ofStack.find((fault) => fault === state);
}

/** The command that puts the fault right. */
export function repairOf(fault: AccountFault): 'replaceStack' | 'shareAuthority' {
  return fault === 'authority_elsewhere' ? 'shareAuthority' : 'replaceStack';
}
