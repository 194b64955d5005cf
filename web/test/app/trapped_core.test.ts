/** Tests a core that traps: its memory cannot be trusted any more, so the page must report that and say how to continue. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { loadModule, type ModuleFactory } from '../../../wasm/module';
import type { Change, ErrorInfo, Module, Platform, Session } from '../../../wasm/provisioner';

type Settle = (ok: boolean, outcome: string) => void;
const trap = (): never => {
  throw new WebAssembly.RuntimeError('memory access out of bounds');
};
const selection: Change = { slice: 'selection', id: 0, revision: 1, value: { selected: 7, next: 'wait' } };
const stopped = { ok: false, error: { code: 'page.core_stopped' } };

/** A fake of the embind module, with the calls in which a trap can happen. */
class FakeNative {
  /** The turn of the executor, as browser_executor.cpp calls it. */
  trapped: ((error: unknown) => void) | undefined;
  settle: (token: number, result: unknown) => void = trap;
  sound = true;
  pending: Settle[] = [];
  deleted = 0;

  Session = sessionOf(this);
}

/** A fake of the embind class. Its methods trap once the module has trapped. */
function sessionOf(
  native: FakeNative,
): new (platform: Platform, onChange: () => void) => { onChange: () => void } {
  return class {
    constructor(
      _platform: Platform,
      readonly onChange: () => void,
    ) {}
    changes(): string {
      return native.sound ? JSON.stringify([selection]) : trap();
    }
    log(): string {
      return native.sound ? '[]' : trap();
    }
    command(_name: string, _arguments: string, settle: Settle): void {
      if (!native.sound) trap();
      native.pending.push(settle);
    }
    series(): unknown {
      return trap();
    }
    policies(): void {
      return trap();
    }
    delete(): void {
      native.deleted += 1;
    }
  };
}

let native: FakeNative;
let module: Module;
let session: Session;
let told: ErrorInfo[];

beforeEach(async () => {
  native = new FakeNative();
  const factory: ModuleFactory = () => Promise.resolve(native as never);
  const answer = await loadModule(factory, { first: 'core.wasm' });
  if (!answer.ok) throw new Error('not loaded');
  module = answer.value;
  told = [];
  session = module.createSession(
    {} as Platform,
    () => undefined,
    () => undefined,
    (error) => told.push(error),
  );
});

describe('a core that traps', () => {
  test('within a call is reported once, with the browser’s message', async () => {
    expect(session.state().selected).toBe(7);
    native.sound = false;
    expect(await session.command('identifyAgain', { board: 1 })).toMatchObject(stopped);
    expect(await session.command('signOut', {})).toMatchObject(stopped);
    expect(told).toMatchObject([
      { code: 'page.core_stopped', detail: 'RuntimeError: memory access out of bounds' },
    ]);
  });

  test('in a turn of its executor ends all waiting and later calls', async () => {
    const waiting = session.command('identifyAgain', { board: 1 });
    native.trapped?.(new WebAssembly.RuntimeError('unreachable'));
    expect(await waiting).toMatchObject(stopped);
    expect(await session.command('identifyAgain', { board: 1 })).toMatchObject(stopped);
    expect(native.pending).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  test('while it receives an answer of a device or AWS is reported, too', () => {
    expect(() => native.settle(1, { ok: true })).not.toThrow();
    expect(told).toMatchObject([{ code: 'page.core_stopped' }]);
  });

  test('keeps its last state, and no later call throws', () => {
    const before = session.state();
    native.sound = false;
    expect(session.state()).toEqual(before);
    expect(session.log()).toEqual([]);
    expect(session.series().time).toHaveLength(0);
    session.dispose();
    expect(native.deleted).toBe(0);
  });

  test('is not assumed when the page throws while it renders', () => {
    const thrown = vi.fn();
    vi.stubGlobal('reportError', thrown);
    const created: { onChange: () => void }[] = [];
    const { Session } = native;
    native.Session = class extends Session {
      constructor(platform: Platform, onChange: () => void) {
        super(platform, onChange);
        created.push(this);
      }
    };
    module.createSession(
      {} as Platform,
      () => {
        throw new TypeError('the page');
      },
      () => undefined,
      (error) => told.push(error),
    );
    expect(() => created[0]?.onChange()).not.toThrow();
    expect(thrown).toHaveBeenCalledWith(new TypeError('the page'));
    expect(told).toEqual([]);
    vi.unstubAllGlobals();
  });
});
