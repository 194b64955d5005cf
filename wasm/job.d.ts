// A board's job in the state: its plan, its steps and its result.

import type { ErrorInfo, Value } from './answer';

/** In the order of the one-click job. A job shows only the steps that it may need. */
export type StepName =
  | 'program_provisioning'
  | 'verify_provisioning'
  | 'start_provisioning'
  | 'read_board'
  | 'check_account'
  | 'check_policy'
  | 'make_certificate'
  | 'write_store'
  | 'verify_store'
  | 'create_thing'
  | 'register_certificate'
  | 'attach_certificate'
  | 'attach_policy'
  | 'clean_up'
  | 'program_demo'
  | 'verify_demo'
  | 'restart'
  | 'send_wifi'
  | 'first_message'
  // Steps of the other jobs.
  | 'rebuild_certificates'
  | 'read_roots'
  | 'write_roots'
  | 'verify_roots'
  | 'inspect_board';

export interface StepState {
  name: StepName;
  place: 'board' | 'aws';
  /** `already`: the step was found done, and nothing was changed. */
  status: 'waiting' | 'running' | 'done' | 'already' | 'failed';
  /** The time spent, so far or in total. */
  milliseconds: number;
  /** 0..1 if known, else null. */
  progress: number | null;
}

export interface PlanItem {
  /**
   * The item: 'certificate' | 'store' | 'thing_name' | 'endpoint' | 'provisioning_firmware' | 'demo_firmware' | 'roots' (board; a
   * firmware's params: name, and version for the vendor's), 'policy' | 'certificate' | 'thing' | 'policy_attachment' | 'thing_attachment' |
   * 'old_certificate' (aws).
   */
  what: string;
  /** `check`: unknown until the provisioning firmware runs; the item is kept if it is valid. */
  action: 'create' | 'write' | 'replace' | 'keep' | 'remove' | 'check';
  /** Such as name, from, to. */
  params: Record<string, Value>;
}
export interface Plan {
  board: PlanItem[];
  aws: PlanItem[];
  /** True if there is nothing to do: board and account are set up. */
  complete: boolean;
  expectedMilliseconds: number;
  warnings: ErrorInfo[];
}

export interface JobResult {
  thingName: string;
  certificateId: string;
  endpoint: string;
  region: string;
  /** False if nothing had to change. */
  changed: boolean;
  milliseconds: number;
  /** The topic to enter in the AWS console's test client. */
  topic: string;
  links: { thing: string; certificate: string; testClient: string };
}
/**
 * If the debugger had to load the provisioning firmware, the job ends by loading the demo firmware, whatever ran before. With a debugger, `provision`
 * and `restore` always do.
 */
export type JobKind = 'provision' | 'restore' | 'inspect' | 'check_roots' | 'repair_roots' | 'write_roots';
export interface JobState {
  kind: JobKind;
  status: 'planning' | 'planned' | 'running' | 'done' | 'failed' | 'cancelled';
  /** True if the user asked for a new certificate that has not been created yet. */
  renews: boolean;
  plan: Plan | null;
  steps: StepState[];
  expectedMilliseconds: number;
  milliseconds: number;
  error: ErrorInfo | null;
  result: JobResult | null;
}
