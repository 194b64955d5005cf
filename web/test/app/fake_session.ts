/** A fake session that records its calls and returns the configured answers, for tests of the code between page and core. */
import { initialState } from '@wasm/boundary.json';
import type { Answer, Module, Session, State } from '../../../wasm/provisioner';
import { board } from '../scene_parts';

const fine: Answer<null> = { ok: true, value: null };
const cancelled: Answer<never> = { ok: false, error: { code: 'base.cancelled', params: {}, detail: '' } };
/** Without a configured answer they are cancelled. */
const jobs = ['makePlan', 'provision', 'inspect', 'checkRoots', 'repairRoots', 'diagnose'];

export class FakeSession {
  calls: string[] = [];
  current: State = initialState;
  changed: () => void = () => undefined;
  /** The answer to the next call, by the call's name; used once. */
  readonly answers = new Map<string, Answer<unknown>>();
  /** If set, identifyAgain() waits for it. */
  identifying: Promise<void> | undefined;
  /** If set, attachBoard() waits for it. */
  attaching: Promise<void> | undefined;
  disposed = false;
  /** Whether it was made with a simulated platform. */
  simulated = false;

  become(state: State): void {
    this.current = state;
    this.changed();
  }

  private answer<T>(name: string, otherwise: Answer<T>, ...details: unknown[]): Promise<Answer<T>> {
    this.calls.push([name, ...details.map((detail) => JSON.stringify(detail))].join(' '));
    const configured = this.answers.get(name) as Answer<T> | undefined;
    this.answers.delete(name);
    return Promise.resolve(configured ?? otherwise);
  }

  readonly session: Session = {
    state: () => this.current,
    log: () => [],
    prepare: () => Promise.resolve(fine),
    attachBoard: async () => {
      const returning = this.current.boards.find(({ status }) => status === 'gone');
      const id = returning?.id ?? this.current.boards.length + 1;
      if (!returning) this.current = { ...this.current, boards: [...this.current.boards, { ...board, id }] };
      if (this.attaching) await this.attaching;
      return this.answer('attachBoard', { ok: true, value: id });
    },
    command: (name, arguments_) => {
      const answer = (): Promise<Answer<null>> =>
        this.answer(
          name,
          jobs.includes(name) ? cancelled : fine,
          ...(Object.values(arguments_) as unknown[]),
        );
      if (name === 'identifyAgain' && this.identifying) return this.identifying.then(answer);
      if (name === 'selectBoard' && 'board' in arguments_)
        this.become({ ...this.current, selected: arguments_.board });
      if (name === 'listThings') this.become({ ...this.current, things: { names: ['a', 'b'] } });
      return answer();
    },
    debuggersInReach: (inReach) => void this.answer('debuggersInReach', fine, inReach),
    recognise: () =>
      Promise.resolve({
        ok: false,
        error: { code: 'aws.credentials_unrecognised', params: {}, detail: '' },
      }),
    signIn: (keys) => this.answer('signIn', fine, keys.region),
    checkWifi: () => Promise.resolve(fine),
    setWifi: (id, settings) => this.answer('setWifi', fine, id, settings.ssid),
    attachDebugger: () =>
      this.answer('attachDebugger', { ok: true, value: this.current.debuggers.length + 1 }),
    vendorImage: (family, which) =>
      this.answer('vendorImage', { ok: true, value: new Uint8Array(1) }, family, which),
    rootsBackup: () => Promise.resolve({ ok: true, value: new Uint8Array(4096) }),
    writeRoots: (id) => this.answer('writeRoots', cancelled, id),
    authorityFiles: () =>
      this.answer('authorityFiles', { ok: true, value: { 'root-ca.crt': 'a certificate' } }),
    useAuthority: (files) => this.answer('useAuthority', fine, Object.keys(files)),
    series: () => ({ time: new Float64Array(), fields: [] }),
    received: () => null,
    policies: () =>
      Promise.resolve({ ok: true, value: { command: '', guide: '', provision: '', watch: '' } }),
    dispose: () => {
      this.disposed = true;
    },
  };

  module(): Module {
    return {
      version: '1.2.3',
      createSession: (platform, onChange) => {
        this.simulated = platform.simulated ?? false;
        this.changed = () => onChange([]);
        return this.session;
      },
    };
  }
}
