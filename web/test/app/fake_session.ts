/** A fake session that records its calls and returns the configured answers, for tests of the code between page and core. */
import type { Answer, Module, Session, State } from '../../../wasm/provisioner';
import { emptyState } from '../../src/app/view';
import { board } from '../scene_parts';

const fine: Answer<null> = { ok: true, value: null };
const cancelled: Answer<never> = { ok: false, error: { code: 'base.cancelled', params: {}, detail: '' } };

export class FakeSession {
  calls: string[] = [];
  current: State = emptyState;
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
    boardGone: (id) => void this.answer('boardGone', fine, id),
    identifyAgain: async (id) => {
      await this.identifying;
      return this.answer('identifyAgain', fine, id);
    },
    forgetBoard: (id) => this.answer('forgetBoard', fine, id),
    selectBoard: (id) => {
      void this.answer('selectBoard', fine, id);
      this.become({ ...this.current, selected: id });
    },
    debuggersInReach: (inReach) => void this.answer('debuggersInReach', fine, inReach),
    goByHand: (id, byHand) => void this.answer('goByHand', fine, id, byHand),
    recognise: () =>
      Promise.resolve({
        ok: false,
        error: { code: 'aws.credentials_unrecognised', params: {}, detail: '' },
      }),
    signIn: (keys) => this.answer('signIn', fine, keys.region),
    checkKeysAgain: () => this.answer('checkKeysAgain', fine),
    signOut: () => void this.answer('signOut', fine),
    checkWifi: () => Promise.resolve(fine),
    setWifi: (id, settings) => this.answer('setWifi', fine, id, settings?.ssid ?? null),
    plan: (id, { renew }) =>
      this.answer(
        'plan',
        { ok: false, error: { code: 'base.cancelled', params: {}, detail: '' } },
        id,
        renew,
      ),
    provision: (id, { renew }) =>
      this.answer(
        'provision',
        { ok: false, error: { code: 'base.cancelled', params: {}, detail: '' } },
        id,
        renew,
      ),
    attachDebugger: () =>
      this.answer('attachDebugger', { ok: true, value: this.current.debuggers.length + 1 }),
    debuggerGone: (id) => void this.answer('debuggerGone', fine, id),
    forgetDebugger: (id) => this.answer('forgetDebugger', fine, id),
    vendorImage: (family, which) =>
      this.answer('vendorImage', { ok: true, value: new Uint8Array(1) }, family, which),
    useImage: (id, which, image) => this.answer('useImage', fine, id, which, image?.name ?? null),
    restore: (id) => this.answer('restore', fine, id),
    inspect: (id) => this.answer('inspect', cancelled, id),
    checkRoots: (id) => this.answer('checkRoots', cancelled, id),
    rootsBackup: () => Promise.resolve({ ok: true, value: new Uint8Array(4096) }),
    repairRoots: (id) => this.answer('repairRoots', cancelled, id),
    writeRoots: (id) => this.answer('writeRoots', cancelled, id),
    diagnose: (id) => this.answer('diagnose', cancelled, id),
    cancel: (id) => void this.answer('cancel', fine, id),
    authorityFiles: () =>
      this.answer('authorityFiles', { ok: true, value: { 'root-ca.crt': 'a certificate' } }),
    useAuthority: (files) => this.answer('useAuthority', fine, Object.keys(files)),
    watch: (thing) => this.answer('watch', fine, thing),
    unwatch: () => this.answer('unwatch', fine),
    listThings: () => this.answer('listThings', { ok: true, value: ['a', 'b'] }),
    setToggle: (on) => this.answer('setToggle', fine, on),
    series: () => ({ time: new Float64Array(), light: new Float64Array(), temperature: new Float64Array() }),
    policies: () => ({ guide: '', provision: '', watch: '' }),
    dispose: () => {
      this.disposed = true;
    },
  };

  module(): Module {
    return {
      version: '1.2.3',
      regions: () => [{ name: 'eu-west-1', partition: 'aws' }],
      createSession: (platform, onChange) => {
        this.simulated = platform.simulated ?? false;
        this.changed = () => onChange(this.current);
        return this.session;
      },
    };
  }
}
