/** What the hardware check looks at, and how the outcome of the core's job `inspect` is divided among the parts of the board. */
import type { BoardState, ErrorInfo, JobState, StepName } from '../../../wasm/provisioner';
import { failedStep } from '../components/step-list';

export const parts = [
  'port',
  'debugger',
  'label',
  'lights',
  'programming',
  'commands',
  'secure_element',
  'module',
  'demo',
  'pattern',
  'sensors',
  'restore',
] as const;
export type Part = (typeof parts)[number];

export type Verdict = 'waiting' | 'running' | 'passed' | 'failed' | 'skipped';

/** Why a part was not checked. */
export type Reason = 'no_debugger' | 'not_needed' | 'not_reached' | 'not_live' | 'not_chosen' | 'not_known';

export interface Row {
  readonly part: Part;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly milliseconds: number;
  /** In English, for the report. */
  readonly facts: readonly string[];
  readonly error: ErrorInfo | null;
}

export function emptyRow(part: Part): Row {
  return { part, verdict: 'waiting', reason: null, milliseconds: 0, facts: [], error: null };
}

/** The parts that the job `inspect` exercises, and the steps that do it. */
const steps = {
  programming: ['program_provisioning', 'verify_provisioning'],
  commands: ['start_provisioning', 'read_board'],
  secure_element: ['inspect_board'],
  module: ['inspect_board', 'read_roots'],
  demo: ['program_demo', 'verify_demo', 'restart'],
} as const satisfies Partial<Record<Part, readonly StepName[]>>;

export type InspectedPart = keyof typeof steps;
export const inspectedParts = Object.keys(steps) as InspectedPart[];

const partsOfErrors: readonly [code: RegExp, part: InspectedPart][] = [
  [/^board\.(secure_element|slot_|bad_serial)|^provision\.key_missing/, 'secure_element'],
  [/^board\.(module_|verify_failed)|^provision\.damaged_store/, 'module'],
];

/** The part that an error of the job is about: by its code, or else by the step that failed. */
function partOf(error: ErrorInfo, job: JobState): InspectedPart {
  const byCode = partsOfErrors.find(([code]) => code.test(error.code));
  if (byCode) return byCode[1];
  const failed = failedStep(job);
  const byStep = inspectedParts.find((part) => steps[part].some((name) => name === failed));
  return byStep === 'secure_element' || !byStep ? 'commands' : byStep;
}

function stepsOf(part: InspectedPart, job: JobState): JobState['steps'] {
  return job.steps.filter(({ name }) => steps[part].some((one) => one === name));
}

function factsOf(part: InspectedPart, { inspection, roots, moduleFirmware }: BoardState): string[] {
  if (part === 'secure_element' && inspection) {
    const { secureElement, keyMatches, deliveredCertificates } = inspection;
    return [
      secureElement.part,
      `${deliveredCertificates.length} delivered certificates`,
      ...(keyMatches === null ? [] : [`the stored certificate is for its key: ${keyMatches ? 'yes' : 'no'}`]),
    ];
  }
  if (part === 'module')
    return [`firmware ${moduleFirmware}`, ...(roots ? [`root certificates: ${roots.status}`] : [])];
  return [];
}

/** What the inspection found wrong, although it was carried out. */
function findingOf(part: InspectedPart, { inspection }: BoardState): ErrorInfo | null {
  return (
    inspection?.warnings.find(({ code }) =>
      partsOfErrors.some(([form, of]) => of === part && form.test(code)),
    ) ?? null
  );
}

/** The rows of all parts that the job has exercised. `asked`: the error of the command, if the job could not even begin. */
export function inspectedRows(board: BoardState, job: JobState, asked: ErrorInfo | null): Row[] {
  const error = job.error ?? asked;
  const blamed = error && partOf(error, job);
  return inspectedParts.map((part) => {
    const own = stepsOf(part, job);
    const milliseconds = own.reduce((sum, step) => sum + step.milliseconds, 0);
    const row = { ...emptyRow(part), milliseconds };
    if (part === blamed) return { ...row, verdict: 'failed', error };
    if (own.length === 0 && part !== 'commands')
      return { ...row, verdict: 'skipped', reason: board.debugger ? 'not_needed' : 'no_debugger' };
    const isDone = own.every(({ status }) => status === 'done' || status === 'already');
    if (!isDone) return { ...row, verdict: 'skipped', reason: 'not_reached' };
    const finding = findingOf(part, board);
    const facts = factsOf(part, board);
    return finding
      ? { ...row, verdict: 'failed', facts, error: finding }
      : { ...row, verdict: 'passed', facts };
  });
}
