/**
 * The messages between the page and the simulation's worker. The page sends calls, and the worker answers each call once. The worker also reports
 * what happens to boards. Bytes are transferred, not copied.
 */
import type {
  Answer,
  HttpCall,
  HttpExchange,
  Keys,
  MqttMessage,
  MqttTransport,
} from '../../../wasm/provisioner';
import type { Image } from '../app/view';

export const kits = ['avr-iot-wg', 'avr-iot-wa', 'pic-iot-wg', 'pic-iot-wa'] as const;
export type Kit = (typeof kits)[number];

/** By the names printed on the board. */
export interface Leds {
  error: boolean;
  data: boolean;
  conn: boolean;
  wifi: boolean;
}

/** The calls: their parameters, and the value of a good answer. The C++ class World has a method for each (wasm/simulation). `board` is the number that addBoard gave. */
export interface Calls {
  /** The keys of the simulated account. */
  account(): Keys;
  addBoard(kit: Kit, firmware: Image): number;
  unplug(board: number): null;
  replug(board: number): null;
  drop(board: number, image: Image): null;

  openSerial(board: number, baudRate: number): null;
  readSerial(board: number): Uint8Array;
  writeSerial(board: number, bytes: Uint8Array): null;
  closeSerial(board: number): null;

  openHid(board: number): null;
  sendReport(board: number, report: Uint8Array): null;
  receiveReport(board: number): Uint8Array;
  closeHid(board: number): null;

  http(call: HttpCall): HttpExchange;
  probe(url: string): boolean;

  // `connection`: a number that the page chooses for each client.
  connectMqtt(connection: number, options: Parameters<MqttTransport['connect']>[0]): null;
  subscribe(connection: number, filter: string, qos: 0 | 1): null;
  unsubscribe(connection: number, filter: string): null;
  publish(connection: number, topic: string, payload: Uint8Array, qos: 0 | 1): null;
  receiveMessages(connection: number): MqttMessage[];
  closeMqtt(connection: number): null;
}

export type CallName = keyof Calls;

export interface CallMessage<Name extends CallName = CallName> {
  id: number;
  name: Name;
  parameters: Parameters<Calls[Name]>;
}

export type WorkerMessage =
  | { is: 'answer'; id: number; answer: Answer<unknown> }
  /** The USB devices of a board have appeared or disappeared. Of a new board, this comes before addBoard's answer. */
  | { is: 'usb'; board: number; present: boolean }
  | { is: 'leds'; board: number; leds: Leds }
  /** A defect has stopped the simulation. The worker answers no more calls. */
  | { is: 'stopped'; detail: string };
