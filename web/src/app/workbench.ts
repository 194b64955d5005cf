/**
 * Between the page and the core: loads it, holds the session shown (and, once somebody tries, the simulated one beside it), turns commands of
 * elements into calls, and says when there is something new to draw. Decides nothing that the core decides.
 */
import type { Answer, ErrorInfo, LogLine, Module, Platform, State } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { imageFiles } from '../devices/files';
import type { HidDevices } from '../devices/hid_devices';
import type { Ports } from '../devices/ports';
import { isActivationSpent } from '../first_view/first_clicks';
import { Bench } from './bench';
import { cardOf, findsBoards, type Command } from './commands';
import type { LoadCore } from './core';
import { perform } from './perform';
import {
  emptyState,
  type Card,
  type Enquiries,
  type HidObstacle,
  type Family,
  type Image,
  type SerialObstacle,
  type View,
} from './view';

/** What the page gives to a workbench; tests give others. */
export interface Surroundings {
  loadCore: LoadCore;
  /** One for each session: each has a connection of its own, and a log for what is no error of a call. */
  platform: (warn: (error: ErrorInfo) => void) => Platform;
  ports: Ports | null;
  serial: SerialObstacle;
  byUsb: boolean;
  debuggers: HidDevices | null;
  hid: HidObstacle;
  framed: boolean;
  /** Hands a file to the user. */
  save: (name: string, content: Blob) => void;
}

const binary = { type: 'application/octet-stream' };

const ofABoard: View['errors'] = {
  board: undefined,
  tools: undefined,
  wifi: undefined,
  provision: undefined,
};

export class Workbench implements Enquiries {
  view: View;
  private product: Bench | undefined;
  /** What is shown of the core while there is no product. */
  private withoutProduct: Pick<View, 'core' | 'coreError'> = { core: 'loading', coreError: null };
  private simulated: Bench | undefined;
  /** What the user chooses from a list that was opened before the page was there. */
  private firstChoice: Promise<Answer<object>> | null = null;
  private hasStarted: (product: Bench | undefined) => void = () => undefined;
  /** The product's session; undefined if the core could not be loaded. */
  private readonly started = new Promise<Bench | undefined>((resolve) => (this.hasStarted = resolve));

  constructor(
    private readonly parts: Surroundings,
    private readonly changed: () => void,
  ) {
    this.view = {
      core: 'loading',
      coreError: null,
      version: '',
      simulated: false,
      state: emptyState,
      regions: [],
      simulation: 'none',
      serial: parts.serial,
      hid: parts.hid,
      byUsb: parts.byUsb,
      framed: parts.framed,
      online: navigator.onLine,
      choosing: null,
      early: null,
      starting: false,
      authority: 'page',
      things: null,
      errors: {},
    };
  }

  /** `firstChoice`: what the user chooses from a list of ports that is open already. */
  async start(firstChoice: Promise<Answer<object>> | null = null): Promise<void> {
    const online = (): void => this.show({ online: navigator.onLine });
    addEventListener('online', online);
    addEventListener('offline', online);
    addEventListener('beforeunload', (event) => {
      if (this.product?.works()) event.preventDefault();
    });
    this.firstChoice = firstChoice;
    if (firstChoice) this.run({ do: 'connect_board' });
    const module = await this.parts.loadCore('product');
    if (!module.ok) {
      this.withoutProduct = { core: 'failed', coreError: module.error };
      this.show(this.withoutProduct);
      this.hasStarted(undefined);
      return;
    }
    this.product = this.bench(module.value);
    if (!this.view.simulated) this.show(this.product.facts());
    this.hasStarted(this.product);
    await this.product.attachRemembered();
  }

  get log(): readonly LogLine[] {
    return this.shown?.log ?? [];
  }

  /** Grows with each line, also when the oldest are given up. */
  get logged(): number {
    return this.shown?.logged ?? 0;
  }

  run(command: Command): void {
    const card = cardOf[command.do];
    if (card) this.show({ errors: { ...this.view.errors, [card]: undefined } });
    const bench = this.shown;
    const { selected } = this.view.state;
    // What rejects is a part that a command would have fetched.
    const performed = this.perform(command).catch((error: unknown) => failure('page.module_failed', error));
    void performed.then((answer) => {
      if (!answer || answer.ok || !card) return;
      // What comes late is told where it was asked for, or not at all.
      const elsewhere =
        card in ofABoard && !findsBoards.includes(command.do) && this.view.state.selected !== selected;
      const isShown = this.shown === (bench ?? this.product);
      if (command.do === 'try' || (isShown && !elsewhere)) this.tell(card, answer.error);
    });
  }

  recognise: Enquiries['recognise'] = (pasted) =>
    this.shown?.session.recognise(pasted) ??
    Promise.resolve({ ok: false, error: { code: 'page.module_failed', params: {}, detail: '' } });
  checkWifi: Enquiries['checkWifi'] = (settings) =>
    this.shown?.session.checkWifi(settings) ?? Promise.resolve({ ok: true, value: null });
  policies: Enquiries['policies'] = (region) => this.shown?.session.policies(region) ?? null;
  series: Enquiries['series'] = () =>
    this.shown?.session.series() ?? {
      time: new Float64Array(),
      light: new Float64Array(),
      temperature: new Float64Array(),
    };

  private get shown(): Bench | undefined {
    return this.view.simulated ? this.simulated : this.product;
  }

  private bench(module: Module): Bench {
    const bench: Bench = new Bench(
      module,
      this.parts,
      () => {
        if (this.shown === bench) this.show(bench.facts());
      },
      this.changed,
      {
        arrived: (kind) => this.comesByItself(kind),
        refused: (error) => {
          if (this.shown === bench) this.tell('board', error);
        },
      },
    );
    return bench;
  }

  private tell(card: Card, error: ErrorInfo): void {
    if (error.code !== 'base.cancelled') this.show({ errors: { ...this.view.errors, [card]: error } });
  }

  /** Nobody needs to choose any more what is there. */
  private comesByItself(kind: 'port' | 'debugger'): void {
    const closed = kind === 'port' ? 'page.picker_closed' : 'page.debugger_picker_closed';
    if (this.view.errors.board?.code === closed)
      this.show({ errors: { ...this.view.errors, board: undefined } });
  }

  private show(change: Partial<View>): void {
    const { selected } = this.view.state;
    this.view = { ...this.view, ...change };
    // What went wrong with one board says nothing of another.
    if (selected !== 0 && this.view.state.selected !== selected)
      this.view.errors = { ...this.view.errors, ...ofABoard };
    this.changed();
  }

  private async perform(command: Command): Promise<Answer<unknown> | null> {
    if (command.do === 'try') return this.enterSimulation();
    if (command.do === 'leave_simulation') return this.leaveSimulation();
    if (command.do === 'connect_board') return this.connectBoard();
    const bench = this.shown;
    if (!bench) return null;
    if (command.do === 'sign_in' && this.parts.framed) return failure('page.framed');
    if (command.do === 'download_image') return this.saveImage(bench, command.image, command.family);
    if (command.do === 'connect_debugger') return this.connectDebugger(bench);
    const answer = perform(bench, command);
    if (this.shown === bench) this.show(bench.facts());
    await answer;
    if (this.shown === bench) this.show(bench.facts());
    return answer;
  }

  /** What goes onto the drive by hand is checked like what the flow programs. */
  private async saveImage({ session }: Bench, image: Image, family: Family): Promise<Answer<unknown>> {
    const file = await session.vendorImage(family, image);
    if (file.ok) this.parts.save(imageFiles[family][image], new Blob([file.value as BlobPart], binary));
    return file;
  }

  /**
   * The port, then the debugger: one click opens both lists where the browser lets it. The list of ports needs no core, so it opens while the
   * core is still loading.
   */
  private async connectBoard(): Promise<Answer<unknown> | null> {
    const { ports } = this.parts;
    const firstChoice = this.firstChoice;
    this.firstChoice = null;
    if (!ports) return null;
    if (!firstChoice && isActivationSpent()) {
      this.show({ early: 'click_again' });
      return null;
    }
    const loaded = this.shown ? Promise.resolve(this.shown) : this.started;
    void loaded.then((bench) => bench?.session.prepare()); // while they choose
    this.show({ choosing: 'port', early: null });
    const port = await (firstChoice ?? ports.choose());
    this.show({ choosing: null, early: port.ok && !this.shown ? 'attaching' : null });
    if (!port.ok) return port;
    const bench = await loaded;
    this.show({ early: null });
    if (!bench?.boards) return null;
    const attached = bench.boards.choose(port.value);
    if (this.lacksDebugger(bench) && maySeeAnotherList()) {
      const answer = await this.connectDebugger(bench);
      if (answer && !answer.ok) return answer;
    }
    return attached;
  }

  private async connectDebugger(bench: Bench): Promise<Answer<unknown> | null> {
    const { debuggers } = this.parts;
    if (!debuggers || !bench.debuggers) return null;
    this.show({ choosing: 'debugger' });
    const device = await debuggers.choose();
    this.show({ choosing: null });
    return device.ok ? bench.debuggers.attach(device.value) : device;
  }

  /** Whether there is none that waits for a port of its own, or may yet say that it could. */
  private lacksDebugger({ session, debuggers }: Bench): boolean {
    const isForeign = ({ status, programmable }: State['debuggers'][number]): boolean =>
      (status === 'ready' || status === 'busy') && !programmable;
    const waits = (one: State['debuggers'][number]): boolean =>
      one.board === 0 && one.status !== 'gone' && !isForeign(one);
    return debuggers !== null && !session.state().debuggers.some(waits);
  }

  /** One click: the virtual board with the demo firmware and the simulated account. The product's session stays as it is behind it. */
  private async enterSimulation(): Promise<Answer<unknown> | null> {
    if (this.view.simulation === 'loading') return null;
    if (!this.simulated) {
      this.show({ simulation: 'loading' });
      const module = await this.parts.loadCore('simulation');
      if (!module.ok) {
        this.show({ simulation: 'none' });
        return module;
      }
      this.simulated = this.bench(module.value);
    }
    const entered = this.simulated;
    const { session } = entered;
    this.show({
      simulated: true,
      simulation: 'ready',
      errors: {},
      ...entered.facts(),
    });
    const answers = await Promise.all([
      session.state().boards.length === 0 ? session.simulation?.attachBoard({ firmware: 'demo' }) : null,
      session.state().account.status === 'good' ? null : session.simulation?.signIn(),
    ]);
    if (this.simulated !== entered) return null; // left meanwhile
    return answers.find((answer) => answer && !answer.ok) ?? null;
  }

  private leaveSimulation(): null {
    const left = this.simulated;
    this.simulated = undefined;
    const product = this.product?.facts() ?? { ...this.withoutProduct, state: emptyState, things: null };
    this.show({
      simulated: false,
      simulation: 'none',
      errors: {},
      ...product,
    });
    left?.end();
    return null;
  }
}

/** A list opens only from a click, and a click is worth some seconds. */
function maySeeAnotherList(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return userActivation?.isActive ?? false;
}
