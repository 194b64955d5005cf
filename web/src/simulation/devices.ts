/**
 * The simulation's ports, debuggers and MQTT client, with the interfaces of the browser's. When a board is unplugged, the worker ends the waiting
 * calls itself, so lost() has nothing to do.
 */
import type { Answer, MqttTransport } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import type { DebuggerTransport, DeviceEvents, Devices, PortTransport } from '../devices/ports';
import type { CallName, Calls } from './messages';

export type Call = <Name extends CallName>(
  name: Name,
  ...parameters: Parameters<Calls[Name]>
) => Promise<Answer<ReturnType<Calls[Name]>>>;

/** The port or the debugger of a virtual board; the same object each time that the board is plugged in. */
export interface VirtualDevice {
  readonly board: number;
}

export class VirtualPort implements PortTransport {
  constructor(
    private readonly call: Call,
    private readonly board: number,
  ) {}
  open = (baudRate: number): Promise<Answer<null>> => this.call('openSerial', this.board, baudRate);
  read = (): Promise<Answer<Uint8Array>> => this.call('readSerial', this.board);
  write = (bytes: Uint8Array): Promise<Answer<null>> => this.call('writeSerial', this.board, bytes);
  close = (): Promise<Answer<null>> => this.call('closeSerial', this.board);
  lost = (): void => undefined;
}

export class VirtualDebugger implements DebuggerTransport {
  constructor(
    private readonly call: Call,
    private readonly board: number,
  ) {}
  open = (): Promise<Answer<null>> => this.call('openHid', this.board);
  send = (report: Uint8Array): Promise<Answer<null>> => this.call('sendReport', this.board, report);
  receive = (): Promise<Answer<Uint8Array>> => this.call('receiveReport', this.board);
  close = (): Promise<Answer<null>> => this.call('closeHid', this.board);
  lost = (): void => undefined;
}

/** The ports of all virtual boards, or their debuggers. All are granted, so there is no list to choose from. */
export class VirtualDevices<Transport> implements Devices<Transport> {
  private readonly present = new Map<number, VirtualDevice>();
  private readonly known = new Map<number, VirtualDevice>();
  private readonly listeners = new Set<DeviceEvents>();

  constructor(
    private readonly pickerClosed: string,
    private readonly make: (board: number) => Transport,
  ) {}

  choose = (): Promise<Answer<object>> => Promise.resolve(failure(this.pickerClosed));
  granted = (): Promise<object[]> => Promise.resolve([...this.present.values()]);
  watch = (events: DeviceEvents): void => void this.listeners.add(events);
  transport = (device: object): Transport => this.make((device as VirtualDevice).board);

  /** Call when a board's USB devices have appeared or disappeared. */
  changed(board: number, present: boolean): void {
    const device = this.known.get(board) ?? { board };
    this.known.set(board, device);
    if (present === this.present.has(board)) return;
    if (present) this.present.set(board, device);
    else this.present.delete(board);
    for (const events of this.listeners) events[present ? 'connected' : 'disconnected'](device);
  }
}

/** A client of the simulated broker. Each that it makes has a connection of its own, with a number. */
export function virtualBroker(call: Call, numbers = { last: 0 }): MqttTransport {
  const connection = ++numbers.last;
  return {
    connect: (options) => call('connectMqtt', connection, options),
    subscribe: (filter, qos) => call('subscribe', connection, filter, qos),
    unsubscribe: (filter) => call('unsubscribe', connection, filter),
    publish: (topic, payload, qos) => call('publish', connection, topic, payload, qos),
    receive: () => call('receiveMessages', connection),
    close: () => call('closeMqtt', connection),
    another: () => virtualBroker(call, numbers),
  };
}
