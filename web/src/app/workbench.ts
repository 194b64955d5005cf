/**
 * Between the page and the core: loads it, holds the session shown (and, once somebody tries, the simulated one beside it), turns commands of
 * elements into calls, and says when there is something new to draw. Decides nothing that the core decides.
 */
import type { Answer, LogLine, Module, Platform, Session } from '../../../wasm/provisioner';
import type { SerialPorts } from '../devices/serial_ports';
import { BoardsOnPorts } from './boards_on_ports';
import type { Command } from './commands';
import type { LoadCore } from './core';
import { FirmwareWatch } from './firmware_watch';
import { emptyState, type Card, type Enquiries, type Image, type SerialObstacle, type View } from './view';

/** What the page gives to a workbench; tests give others. */
export interface Surroundings {
  loadCore: LoadCore;
  /** One for each session: each has a connection of its own. */
  platform: () => Platform;
  ports: SerialPorts | null;
  serial: SerialObstacle;
  framed: boolean;
  saveImage: (image: Image) => Promise<Answer<null>>;
}

interface Bench {
  module: Module;
  session: Session;
  boards: BoardsOnPorts;
  firmware: FirmwareWatch;
  log: LogLine[];
  /** Whether the last plan of a board was to renew its certificate. */
  renewing: Map<number, boolean>;
}

const keptLines = 5_000;

export class Workbench implements Enquiries {
  view: View;
  private product: Bench | undefined;
  private simulated: Bench | undefined;

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
      framed: parts.framed,
      online: navigator.onLine,
      choosing: false,
      things: null,
      errors: {},
    };
  }

  async start(): Promise<void> {
    const online = (): void => this.show({ online: navigator.onLine });
    addEventListener('online', online);
    addEventListener('offline', online);
    const module = await this.parts.loadCore('product');
    if (!module.ok) {
      this.show({ core: 'failed', coreError: module.error });
      return;
    }
    this.product = this.bench(module.value);
    if (!this.view.simulated) this.show({ core: 'ready', ...this.facts(this.product) });
    await this.attachRemembered(this.product.boards);
  }

  get log(): readonly LogLine[] {
    return this.shown?.log ?? [];
  }

  run(command: Command): void {
    const card = cardOf(command);
    if (card) this.show({ errors: { ...this.view.errors, [card]: undefined } });
    void this.perform(command).then((answer) => {
      if (!answer || answer.ok || answer.error.code === 'base.cancelled' || !card) return;
      this.show({ errors: { ...this.view.errors, [card]: answer.error } });
    });
  }

  recognise: Enquiries['recognise'] = (pasted) =>
    this.shown?.session.recognise(pasted) ??
    Promise.resolve({ ok: false, error: { code: 'page.module_failed', params: {}, detail: '' } });
  checkWifi: Enquiries['checkWifi'] = (settings) =>
    this.shown?.session.checkWifi(settings) ?? Promise.resolve({ ok: true, value: null });
  policies: Enquiries['policies'] = () => this.shown?.session.policies() ?? null;
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
    const log: LogLine[] = [];
    const update = (): void => {
      if (this.shown === bench) this.show(this.facts(bench));
    };
    const session = module.createSession(this.parts.platform(), update, (line) => {
      log.push(line);
      if (log.length > keptLines) log.splice(0, log.length - keptLines);
      this.changed();
    });
    const firmware = new FirmwareWatch(session, update);
    const bench: Bench = {
      module,
      session,
      firmware,
      log,
      boards: new BoardsOnPorts(session),
      renewing: new Map(),
    };
    return bench;
  }

  private facts({ module, session, firmware }: Bench): Partial<View> {
    const state = session.state();
    if (!module.simulated) firmware.follow(state);
    return { state: firmware.calm(state), version: module.version, regions: module.regions() };
  }

  private show(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    this.changed();
  }

  private async attachRemembered(boards: BoardsOnPorts): Promise<void> {
    const { ports } = this.parts;
    if (!ports) return;
    ports.watch({
      connected: (port) => void boards.connected(port),
      disconnected: (port) => boards.disconnected(port),
    });
    for (const port of await ports.remembered()) void boards.attach(port);
  }

  private async perform(command: Command): Promise<Answer<unknown> | null> {
    if (command.do === 'try') return this.enterSimulation();
    if (command.do === 'leave_simulation') return this.leaveSimulation();
    if (command.do === 'download_image') return this.parts.saveImage(command.image);
    const bench = this.shown;
    if (!bench) return null;
    return this.performOn(bench, command);
  }

  private async performOn(
    bench: Bench,
    command: Exclude<Command, { do: 'try' | 'leave_simulation' | 'download_image' }>,
  ): Promise<Answer<unknown> | null> {
    const { session } = bench;
    const board = session.state().selected;
    switch (command.do) {
      case 'connect_board':
        return this.connectBoard(bench);
      case 'select_board':
        session.selectBoard(command.id);
        return null;
      case 'forget_board':
        return bench.boards.forget(board);
      case 'identify':
        return session.identifyAgain(board);
      case 'sign_in':
        this.show({ things: null });
        return session.signIn(command.keys);
      case 'sign_out':
        session.signOut();
        this.show({ things: null });
        return null;
      case 'set_wifi':
        return session.setWifi(board, command.settings);
      case 'plan':
        bench.renewing.set(board, command.renew);
        return session.plan(board, { renew: command.renew });
      case 'provision':
        return this.provision(bench, board);
      case 'cancel':
        session.cancel(board);
        return null;
      case 'watch':
        return session.watch(command.thing);
      case 'unwatch':
        return session.unwatch();
      case 'list_things':
        return this.listThings(session);
      case 'toggle':
        return session.setToggle(command.on);
      case 'simulated_plug':
        return session.simulation?.attachBoard({ firmware: 'demo' }) ?? null;
      case 'simulated_sign_in':
        return session.simulation?.signIn() ?? null;
      case 'simulated_unplug':
        session.simulation?.unplug(board);
        return null;
      case 'simulated_replug':
        return session.simulation?.replug(board) ?? null;
      case 'simulated_drop':
        return session.simulation?.drop(board, command.image) ?? null;
    }
  }

  private async connectBoard(bench: Bench): Promise<Answer<unknown> | null> {
    const { ports } = this.parts;
    if (!ports) return null;
    void bench.session.prepare(); // while they choose
    this.show({ choosing: true });
    const port = await ports.choose();
    this.show({ choosing: false });
    return port.ok ? bench.boards.attach(port.value) : port;
  }

  /** A board that was provisioned is there to be watched: the wait for its first message begins at once. */
  private async provision({ session, renewing }: Bench, board: number): Promise<Answer<unknown>> {
    const answer = await session.provision(board, { renew: renewing.get(board) ?? false });
    if (answer.ok) void session.watch(answer.value.thingName);
    return answer;
  }

  private async listThings(session: Session): Promise<Answer<unknown>> {
    const answer = await session.listThings();
    if (answer.ok) this.show({ things: answer.value });
    return answer;
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
    const { session } = this.simulated;
    this.show({
      simulated: true,
      simulation: 'ready',
      core: 'ready',
      things: null,
      errors: {},
      ...this.facts(this.simulated),
    });
    const answers = await Promise.all([
      session.state().boards.length === 0 ? session.simulation?.attachBoard({ firmware: 'demo' }) : null,
      session.state().account.status === 'good' ? null : session.simulation?.signIn(),
    ]);
    return answers.find((answer) => answer && !answer.ok) ?? null;
  }

  private leaveSimulation(): null {
    const left = this.simulated;
    this.simulated = undefined;
    const product = this.product ? this.facts(this.product) : { state: emptyState };
    this.show({
      simulated: false,
      simulation: 'none',
      core: this.product ? 'ready' : this.view.core,
      things: null,
      errors: {},
      ...product,
    });
    left?.firmware.stop();
    left?.session.dispose();
    return null;
  }
}

function cardOf(command: Command): Card | null {
  switch (command.do) {
    case 'connect_board':
    case 'identify':
    case 'forget_board':
    case 'download_image':
    case 'try':
    case 'simulated_plug':
    case 'simulated_replug':
    case 'simulated_drop':
      return 'board';
    case 'sign_in':
    case 'simulated_sign_in':
      return 'account';
    case 'set_wifi':
      return 'wifi';
    case 'plan':
    case 'provision':
      return 'provision';
    case 'watch':
    case 'unwatch':
    case 'list_things':
    case 'toggle':
      return 'live';
    case 'select_board':
    case 'sign_out':
    case 'cancel':
    case 'leave_simulation':
    case 'simulated_unplug':
      return null;
  }
}
