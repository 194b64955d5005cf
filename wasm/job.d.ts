// A board's job as the state shows it: its plan, its steps, how it ended.

import type { ErrorInfo, Value } from './answer';

/** In the order of the flow; a job shows those that it may need. */
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
  // Of the other jobs.
  | 'rebuild_certificates'
  | 'read_roots'
  | 'write_roots'
  | 'verify_roots'
  | 'inspect_board';

export interface StepState {
  name: StepName;
  place: 'board' | 'aws';
  /** `already`: found done, nothing changed. */
  status: 'waiting' | 'running' | 'done' | 'already' | 'failed';
  /** Time spent so far or in all. */
  milliseconds: number;
  /** 0..1 where it is known, else null. */
  progress: number | null;
}

export interface PlanItem {
  /**
   * What it is about: 'certificate' | 'store' | 'thing_name' | 'endpoint' | 'provisioning_firmware' | 'demo_firmware' | 'roots' (board; a
   * firmware's params: name, and version where it is the vendor's), 'policy' | 'certificate' | 'thing' | 'policy_attachment' | 'thing_attachment' |
   * 'old_certificate' (aws).
   */
  what: string;
  /** `check`: not known before the provisioning firmware runs; kept where it is good. */
  action: 'create' | 'write' | 'replace' | 'keep' | 'remove' | 'check';
  /** For instance name, from, to. */
  params: Record<string, Value>;
}
export interface Plan {
  board: PlanItem[];
  aws: PlanItem[];
  /** Nothing to do: the board and the account are as they should be. */
  complete: boolean;
  expectedMilliseconds: number;
  warnings: ErrorInfo[];
}

export interface JobResult {
  thingName: string;
  certificateId: string;
  endpoint: string;
  region: string;
  /** False when everything was already so. */
  changed: boolean;
  milliseconds: number;
  /** As a person types it into the console's test client. */
  topic: string;
  links: { thing: string; certificate: string; testClient: string };
}
/**
 * Where the debugger had to load the provisioning firmware, a job ends with the demo firmware, whatever ran before; with a debugger, `provision`
 * and `restore` always do.
 */
export type JobKind = 'provision' | 'restore' | 'inspect' | 'check_roots' | 'repair_roots' | 'write_roots';
export interface JobState {
  kind: JobKind;
  status: 'planning' | 'planned' | 'running' | 'done' | 'failed' | 'cancelled';
  /** A new certificate was asked for, and has not been made yet. */
  renews: boolean;
  plan: Plan | null;
  steps: StepState[];
  expectedMilliseconds: number;
  milliseconds: number;
  error: ErrorInfo | null;
  result: JobResult | null;
}
