/**
 * The hardware check: gives the core's commands one after the other, and asks the person at the board what the page cannot see. It writes nothing but the
 * two firmware images, and, if the person has chosen that, the delivered state.
 */
import type { Answer, BoardState, Commands, ErrorInfo, JobState, State } from '../../../wasm/provisioner';
import {
  emptyRow,
  inspectedParts,
  inspectedRows,
  parts,
  type Part,
  type Reason,
  type Row,
} from './check_rows';

/** What the page asks. */
export type Asked = 'label' | 'lights' | 'pattern' | 'sensors';

/** The check's connection to the page; fakes in tests. */
export interface CheckHost {
  state: () => State;
  command: <Name extends keyof Commands>(name: Name, arguments_: Commands[Name]) => Promise<Answer<null>>;
  /** Rows or the question have changed. */
  changed: () => void;
  wait: (milliseconds: number) => Promise<void>;
}

/** How long the state may take to follow a command's answer. */
const followsMs = 150;
/** How long a board may take to be ready after a job: the demo firmware may be deaf for some seconds while it starts. */
const readyMs = 30_000;

export class HardwareCheck {
  rows: readonly Row[] = parts.map(emptyRow);
  question: Asked | null = null;
  /** `ended`: the rows are a result. */
  stage: 'new' | 'running' | 'ended' = 'new';
  private reply: (answer: string | null) => void = () => undefined;
  private isStopped = false;

  constructor(
    private readonly host: CheckHost,
    /** The board as it was last seen. */
    private last: BoardState,
    private readonly restores: boolean,
  ) {}

  get board(): number {
    return this.last.id;
  }

  async run(): Promise<void> {
    this.stage = 'running';
    const stages = [
      this.port,
      this.debugger,
      this.label,
      this.lights,
      this.inspect,
      this.pattern,
      this.sensors,
      this.restore,
    ];
    for (const stage of stages) if (!this.isStopped && this.isThere()) await stage();
    for (const { part, verdict } of this.rows)
      if (verdict === 'waiting' || verdict === 'running') this.skip(part, 'not_reached');
    this.stage = 'ended';
    this.host.changed();
  }

  /** The answer to the question that is shown. */
  answer(answer: string): void {
    this.reply(answer);
  }

  /** Ends the check after the command that runs, which is cancelled. */
  stop(): void {
    this.isStopped = true;
    this.reply(null);
    void this.host.command('cancel', { board: this.board });
  }

  private readonly port = async (): Promise<void> => {
    const started = performance.now();
    this.set('port', { verdict: 'running' });
    const error = await this.give('identifyAgain', { board: this.board });
    const { firmware, firmwareVersion, error: found } = this.found();
    const milliseconds = Math.round(performance.now() - started);
    const failure = error ?? found;
    const facts = [`${firmware} firmware ${firmwareVersion}`.trim()];
    this.set('port', { verdict: failure ? 'failed' : 'passed', milliseconds, facts, error: failure });
  };

  private readonly debugger = (): Promise<void> => {
    const { debugger: held, kit, mcu } = this.found();
    if (!held) this.skip('debugger', 'no_debugger');
    else {
      const facts = [
        `${held.product} ${held.firmware}`,
        `${kit}, ${mcu}`,
        ...held.warnings.map(({ code }) => code),
      ];
      this.set('debugger', { verdict: held.error ? 'failed' : 'passed', facts, error: held.error });
    }
    return Promise.resolve();
  };

  private readonly label = async (): Promise<void> => {
    const { kit } = this.found();
    const read = await this.ask('label');
    if (read === null) return;
    const facts = [`printed: ${read}`, `reported: ${kit || 'nothing'}`];
    if (kit === '') this.set('label', { verdict: 'skipped', reason: 'not_known', facts });
    else this.set('label', { verdict: read === kit ? 'passed' : 'failed', facts });
  };

  private readonly lights = async (): Promise<void> => {
    const { debugger: held, firmware } = this.found();
    if (!held && firmware !== 'provisioning') {
      this.skip('lights', 'no_debugger');
      return;
    }
    let seen: string | null = 'again';
    while (seen === 'again') {
      this.set('lights', { verdict: 'running' });
      const error = await this.give('blink', { board: this.board });
      if (error) {
        this.set('lights', { verdict: 'failed', error });
        return;
      }
      seen = await this.ask('lights');
    }
    if (seen === null) return;
    this.set('lights', { verdict: seen === 'yes' ? 'passed' : 'failed', facts: [`seen to blink: ${seen}`] });
  };

  private readonly inspect = async (): Promise<void> => {
    const { debugger: held, firmware } = this.found();
    if (!held && firmware !== 'provisioning') {
      for (const part of inspectedParts) this.skip(part, 'no_debugger');
      return;
    }
    for (const part of inspectedParts) this.set(part, { verdict: 'running' });
    const error = await this.give('inspect', { board: this.board });
    const job = this.job();
    if (job?.kind !== 'inspect') {
      this.set('commands', { verdict: 'failed', error });
      return;
    }
    for (const row of inspectedRows(this.found(), job, error)) this.set(row.part, row);
  };

  private readonly pattern = async (): Promise<void> => {
    const { verdict, reason } = this.row('demo');
    const isProgramLost = this.row('programming').verdict === 'failed';
    if (isProgramLost || verdict === 'failed' || reason === 'not_reached') {
      this.skip('pattern', 'not_reached');
      return;
    }
    const seen = await this.ask('pattern');
    if (seen === null) return;
    const isBad = seen === 'error' || seen === 'dark';
    this.set('pattern', { verdict: isBad ? 'failed' : 'passed', facts: [`seen: ${seen}`] });
  };

  /** Needs a board that is set up and sends: the sensors are read by the demo firmware only, which tells AWS and nobody else. */
  private readonly sensors = async (): Promise<void> => {
    if (!this.isLive()) {
      this.skip('sensors', 'not_live');
      return;
    }
    const before = this.values();
    const seen = await this.ask('sensors');
    if (seen === null) return;
    const facts = [`before: ${before}`, `after: ${this.values()}`, `seen to change: ${seen}`];
    this.set('sensors', { verdict: seen === 'yes' ? 'passed' : 'failed', facts });
  };

  private readonly restore = async (): Promise<void> => {
    if (!this.restores) {
      this.skip('restore', 'not_chosen');
      return;
    }
    this.set('restore', { verdict: 'running' });
    const asked = await this.give('restore', { board: this.board });
    const job = this.job();
    const error = (job?.kind === 'restore' ? job.error : null) ?? asked;
    this.set('restore', {
      verdict: error ? 'failed' : 'passed',
      milliseconds: job?.milliseconds ?? 0,
      error,
    });
  };

  /** Gives a command to the board when the board is ready, and waits until the state has followed. Returns the command's error. */
  private async give(
    name: 'identifyAgain' | 'blink' | 'inspect' | 'restore',
    to: { board: number },
  ): Promise<ErrorInfo | null> {
    for (let waited = 0; waited < readyMs && this.isBusy(); waited += followsMs)
      await this.host.wait(followsMs);
    const answer = await this.host.command(name, to);
    await this.host.wait(followsMs);
    return answer.ok ? null : answer.error;
  }

  /** Null if the check was stopped meanwhile. */
  private async ask(question: Asked): Promise<string | null> {
    this.question = question;
    this.set(question, { verdict: 'running' });
    const answer = await new Promise<string | null>((resolve) => (this.reply = resolve));
    this.question = null;
    this.host.changed();
    return answer;
  }

  private isBusy(): boolean {
    return ['busy', 'identifying'].includes(this.found().status);
  }

  private isLive(): boolean {
    const { live } = this.host.state();
    const thing = this.found().thingName;
    return live.status === 'live' && thing !== '' && live.thingName === thing;
  }

  private values(): string {
    return this.host
      .state()
      .live.fields.map(({ name, value }) => `${name} ${value}`)
      .join(', ');
  }

  private found(): BoardState {
    const { boards } = this.host.state();
    this.last = boards.find(({ id }) => id === this.board) ?? this.last;
    return this.last;
  }

  /** False if the board was unplugged or forgotten. */
  private isThere(): boolean {
    const { boards } = this.host.state();
    return boards.some(({ id, status }) => id === this.board && status !== 'gone');
  }

  private job(): JobState | undefined {
    return this.host.state().jobs.find(({ board }) => board === this.board);
  }

  private row(part: Part): Row {
    return this.rows.find((row) => row.part === part) ?? emptyRow(part);
  }

  private set(part: Part, change: Partial<Row>): void {
    this.rows = this.rows.map((row) => (row.part === part ? { ...row, ...change } : row));
    this.host.changed();
  }

  private skip(part: Part, reason: Reason): void {
    this.set(part, { verdict: 'skipped', reason });
  }
}
