/**
 * The controller between the page and the core: loads the core, holds the shown session (and the simulation's session, if the user started it), turns the
 * elements' commands into calls, and reports when something new has to be drawn. The core makes all other decisions.
 */
import { initialState } from '@wasm/boundary.json';
import type { Answer, ErrorInfo, LogLine, Module, Platform, State } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { imageFiles } from '../devices/files';
import type { TabRequests } from '../devices/tab_requests';
import type { Simulation } from '../simulation/simulation';
import { rememberedNames, rememberNames } from '../storage/preferences';
import { Bench, type Connections } from './bench';
import { serialsOf } from './board_names';
import { cardOf, findsBoards, type Command } from './commands';
import type { LoadCore } from './core';
import type { KeyObstacle } from './key_obstacle';
import { perform } from './perform';
import { type Card, type Enquiries, type Family, type Image, type SerialObstacle, type View } from './view';

/** The workbench's dependencies: the page's own ones, or fakes in tests. */
export interface Surroundings extends Connections {
  loadCore: LoadCore;
  loadSimulation: () => Promise<Answer<Simulation>>;
  vendorFile: Platform['vendorFile'];
  serial: SerialObstacle;
  byUsb: boolean;
  /** Why the page takes no keys; null if it does. */
  keyObstacle: KeyObstacle | null;
  /** Null in a browser without channels between tabs. */
  tabs: TabRequests | null;
  /** Downloads a file to the user's computer. */
  save: (name: string, content: Blob) => void;
}

/** How long another tab may take to stop its jobs and to disconnect its boards. */
const giveUpMs = 8_000;
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
  /** The core's part of the view while there is no session. */
  private withoutProduct: Pick<View, 'core' | 'coreError'> = { core: 'loading', coreError: null };
  private simulated: Bench | undefined;
  /** The user's choice in a list that was opened before the page was loaded. */
  private firstChoice: Promise<Answer<object>> | undefined;
  private hasStarted: (product: Bench | undefined) => void = () => undefined;
  /** The product's session; undefined if the core could not be loaded. */
  private readonly started = new Promise<Bench | undefined>((resolve) => (this.hasStarted = resolve));

  /** How many commands have no answer yet; a job runs a moment after its command. */
  private unanswered = 0;

  constructor(
    private readonly parts: Surroundings,
    private readonly changed: () => void,
  ) {
    this.view = {
      core: 'loading',
      coreError: null,
      version: '',
      simulated: false,
      state: initialState,
      simulation: 'none',
      leds: null,
      serial: parts.serial,
      hid: parts.hid,
      byUsb: parts.byUsb,
      keyObstacle: parts.keyObstacle,
      online: navigator.onLine,
      choosing: null,
      early: null,
      starting: false,
      presets: { region: '', ssid: '', title: '' },
      names: rememberedNames(),
      method: 'mar',
      authority: 'page',
      errors: {},
    };
  }

  /** `firstChoice`: the user's choice in a list of ports that is already open. */
  async start(firstChoice?: Promise<Answer<object>>): Promise<void> {
    const online = (): void => this.show({ online: navigator.onLine });
    addEventListener('online', online);
    addEventListener('offline', online);
    addEventListener('hashchange', () => void this.readPresets());
    void this.readPresets();
    addEventListener('beforeunload', (event) => {
      if (this.product?.works()) event.preventDefault();
    });
    this.firstChoice = firstChoice;
    if (firstChoice) this.run({ do: 'connect_board' });
    const module = await this.parts.loadCore();
    if (!module.ok) {
      this.withoutProduct = { core: 'failed', coreError: module.error };
      this.show(this.withoutProduct);
      this.hasStarted(undefined);
      return;
    }
    this.product = this.bench(module.value, this.parts, null);
    if (!this.view.simulated) this.show(this.product.facts());
    this.hasStarted(this.product);
    this.parts.tabs?.serve(() => this.giveUp());
    await this.product.attachRemembered();
  }

  /** The links between the views have no presets, and must not take those of the first link away. */
  private async readPresets(): Promise<void> {
    const { hash } = location;
    if (!hash.includes('?')) return;
    const part = await import('./presets').catch(() => null); // without it, the forms begin empty
    if (part) this.show({ presets: part.presetsOf(hash) });
  }

  /** True while a job or a command runs, on a real board or on a simulated one. */
  works(): boolean {
    return this.unanswered > 0 || [this.product, this.shown].some((bench) => bench?.works());
  }

  get log(): readonly LogLine[] {
    return this.shown?.log ?? [];
  }

  /** Grows with each line, also when the oldest lines are dropped. */
  get logged(): number {
    return this.shown?.logged ?? 0;
  }

  run(command: Command): void {
    const card = cardOf(command);
    if (card) this.show({ errors: { ...this.view.errors, [card]: undefined } });
    const bench = this.shown;
    const { selected } = this.view.state;
    // A command rejects only if a part of the page that it needs cannot be fetched.
    const performed = this.perform(command).catch((error: unknown) => failure('page.module_failed', error));
    this.unanswered += 1;
    void performed.then((answer) => {
      this.unanswered -= 1;
      if (!answer || answer.ok || !card) return;
      // A late error is shown on the card that asked for it, or dropped if the user has moved to another board.
      const elsewhere =
        card in ofABoard && !findsBoards.includes(command.do) && this.view.state.selected !== selected;
      const isShown = this.shown === (bench ?? this.product);
      if (command.do === 'try' || (isShown && !elsewhere)) this.tell(card, answer.error);
    });
  }

  recognise: Enquiries['recognise'] = (pasted) =>
    this.shown?.session.recognise(pasted) ?? Promise.resolve(failure('page.module_failed'));
  checkWifi: Enquiries['checkWifi'] = (settings) =>
    this.shown?.session.checkWifi(settings) ?? Promise.resolve({ ok: true, value: null });
  policies: Enquiries['policies'] = (region) =>
    this.shown?.session.policies(region) ?? Promise.resolve(failure('page.module_failed'));
  series: Enquiries['series'] = () =>
    this.shown?.session.series() ?? { time: new Float64Array(), fields: [] };

  session: Enquiries['session'] = () => this.shown?.session;

  private get shown(): Bench | undefined {
    return this.view.simulated ? this.simulated : this.product;
  }

  private bench(module: Module, parts: Connections, simulation: Simulation | null): Bench {
    const bench: Bench = new Bench(
      module,
      parts,
      simulation,
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

  /** Drops the error of a closed list, because the device is there now. */
  private comesByItself(kind: 'port' | 'debugger'): void {
    const closed = kind === 'port' ? 'page.picker_closed' : 'page.debugger_picker_closed';
    if (this.view.errors.board?.code === closed)
      this.show({ errors: { ...this.view.errors, board: undefined } });
  }

  private show(change: Partial<View>): void {
    const { selected } = this.view.state;
    this.view = { ...this.view, ...change };
    // Errors of one board must not be shown for another.
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
    if (command.do === 'sign_in' && this.parts.keyObstacle) return failure(this.parts.keyObstacle);
    if (command.do === 'download_image') return this.saveImage(bench, command.image, command.family);
    if (command.do === 'connect_debugger') return this.connectDebugger(bench);
    if (command.do === 'take_over') return this.takeOver(bench);
    if (command.do === 'name_board') return this.nameBoard(command.id, command.name.trim());
    const answer = perform(bench, command);
    if (this.shown === bench) this.show(bench.facts());
    await answer;
    if (this.shown === bench) this.show(bench.facts());
    return answer;
  }

  /** Connects to the boards that another tab has. */
  private async takeOver(bench: Bench): Promise<Answer<unknown> | null> {
    await this.parts.tabs?.ask(giveUpMs);
    const { debuggers } = bench.parts;
    for (const device of (await debuggers?.granted()) ?? []) bench.debuggers?.connected(device);
    return perform(bench, { do: 'identify' });
  }

  /** Stops the jobs of this tab and disconnects its boards, because the user wants them in another tab. False if it has none. */
  private async giveUp(): Promise<boolean> {
    const bench = this.product;
    const { boards, debuggers } = bench?.session.state() ?? initialState;
    const connected = boards.filter(({ status }) => status !== 'failed' && status !== 'gone');
    if (!bench || connected.length === 0) return false;
    for (const { id } of connected) await bench.session.command('cancel', { board: id });
    for (let round = 0; bench.works() && round < giveUpMs / 100; ++round)
      await new Promise((resolve) => setTimeout(resolve, 100));
    for (const { id } of boards) await perform(bench, { do: 'forget_board', id });
    for (const { id } of debuggers) await bench.debuggers?.forget(id);
    this.show(this.view.simulated ? {} : bench.facts());
    if (!this.view.simulated) this.tell('board', { code: 'page.taken_over', params: {}, detail: '' });
    return true;
  }

  /** Keeps the name under each of the board's serial numbers, because some jobs know only one of them. */
  private nameBoard(id: number, name: string): null {
    const board = this.view.state.boards.find((one) => one.id === id);
    if (!board) return null;
    const serials = serialsOf(board);
    const others = Object.entries(this.view.names).filter(([serial]) => !serials.includes(serial));
    const given = name === '' ? [] : serials.map((serial) => [serial, name] as const);
    const names = Object.fromEntries([...others, ...given]);
    this.show({ names });
    if (!board.simulated) rememberNames(names);
    return null;
  }

  /** Downloads an image for the drive. The core checks it like the images that a job programs. */
  private async saveImage({ session }: Bench, image: Image, family: Family): Promise<Answer<unknown>> {
    const file = await session.vendorImage(family, image);
    if (file.ok) this.parts.save(imageFiles[family][image], new Blob([file.value as BlobPart], binary));
    return file;
  }

  /**
   * Opens the list of ports and then the list of debuggers, both with one click if the browser allows it. The list of ports does not need the core, so it
   * can open while the core is still loading.
   */
  private async connectBoard(): Promise<Answer<unknown> | null> {
    const { ports } = this.shown?.parts ?? this.parts;
    const firstChoice = this.firstChoice;
    this.firstChoice = undefined;
    if (!ports) return null;
    if (!firstChoice && isActivationSpent()) {
      this.show({ early: 'click_again' });
      return null;
    }
    const loaded = this.shown ? Promise.resolve(this.shown) : this.started;
    void loaded.then((bench) => bench?.session.prepare()); // load it while the user chooses
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
    const { debuggers } = bench.parts;
    if (!debuggers || !bench.debuggers) return null;
    this.show({ choosing: 'debugger' });
    const device = await debuggers.choose();
    this.show({ choosing: null });
    return device.ok ? bench.debuggers.attach(device.value) : device;
  }

  /** True if no attached debugger can still turn out to belong to the new port. */
  private lacksDebugger({ session, debuggers }: Bench): boolean {
    const isForeign = ({ status, programmable }: State['debuggers'][number]): boolean =>
      (status === 'ready' || status === 'busy') && !programmable;
    const waits = (one: State['debuggers'][number]): boolean =>
      one.board === 0 && one.status !== 'gone' && !isForeign(one);
    return debuggers !== null && !session.state().debuggers.some(waits);
  }

  /** Makes a second session, connected to the simulation. The product's session is kept unchanged. */
  private async loadSimulation(): Promise<Answer<Bench>> {
    const [simulation, module] = await Promise.all([this.parts.loadSimulation(), this.parts.loadCore()]);
    if (!simulation.ok) return simulation;
    if (!module.ok) {
      simulation.value.end();
      return module;
    }
    const { ports, debuggers } = simulation.value;
    const platform = (): Platform => simulation.value.platform(this.parts.vendorFile);
    const bench = this.bench(module.value, { platform, ports, debuggers, hid: null }, simulation.value);
    simulation.value.onLeds = () => {
      if (this.shown === bench) this.drawLeds(bench);
    };
    await bench.attachRemembered();
    return { ok: true, value: bench };
  }

  /** Draws the lights only. Many boards blink many times a second, and the core's state does not change with them. */
  private drawLeds(bench: Bench): void {
    const leds = bench.leds(this.view.state.selected);
    if (leds !== this.view.leds) this.show({ leds });
  }

  /** Starts the simulation: a virtual board with the demo firmware, and the simulated account. */
  private async enterSimulation(): Promise<Answer<unknown> | null> {
    if (this.view.simulation === 'loading') return null;
    if (!this.simulated) {
      this.show({ simulation: 'loading' });
      const loaded = await this.loadSimulation();
      if (!loaded.ok) {
        this.show({ simulation: 'none' });
        return loaded;
      }
      this.simulated = loaded.value;
    }
    const entered = this.simulated;
    const { session, simulation } = entered;
    this.show({
      simulated: true,
      simulation: 'ready',
      errors: {},
      ...entered.facts(),
    });
    const answers = await Promise.all([
      session.state().boards.length === 0 ? simulation?.plug() : null,
      session.state().account.status === 'good' ? null : perform(entered, { do: 'simulated_sign_in' }),
    ]);
    if (this.simulated !== entered) return null; // the user has left the simulation meanwhile
    return answers.find((answer) => answer && !answer.ok) ?? null;
  }

  private leaveSimulation(): null {
    const left = this.simulated;
    this.simulated = undefined;
    const product = this.product?.facts() ?? { ...this.withoutProduct, state: initialState };
    this.show({
      simulated: false,
      simulation: 'none',
      leds: null,
      errors: {},
      ...product,
    });
    left?.end();
    return null;
  }
}

/** True if the last click is too long ago for the browser to open a list. False in browsers that do not report this. */
function isActivationSpent(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return userActivation?.isActive === false;
}

/** True if the browser would still open a list: it does so only within some seconds after a click. */
function maySeeAnotherList(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return userActivation?.isActive ?? false;
}
