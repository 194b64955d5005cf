// The page's services for the core: the browser's devices, network and storage, behind promises that always resolve.

import type { Answer } from './answer';

/** A serial port that the user granted. `read` resolves with at least one byte, or an error; one read at a time. */
export interface SerialTransport {
  open(baudRate: number): Promise<Answer<null>>;
  read(): Promise<Answer<Uint8Array>>;
  write(bytes: Uint8Array): Promise<Answer<null>>;
  close(): Promise<Answer<null>>;
}

/** The debugger of a board over WebHID: reports of 64 bytes without a report id. One exchange at a time. */
export interface HidTransport {
  open(): Promise<Answer<null>>;
  send(report: Uint8Array): Promise<Answer<null>>;
  /** Resolves with the next report. Reports that arrive while nothing waits are kept in order. */
  receive(): Promise<Answer<Uint8Array>>;
  close(): Promise<Answer<null>>;
}

export interface HttpExchange {
  status: number;
  headers: [string, string][];
  body: string;
}
export interface HttpCall {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
}

export interface MqttMessage {
  topic: string;
  payload: Uint8Array;
}
/** One connection at a time; see wasm/mqtt. */
export interface MqttTransport {
  connect(options: {
    url: string;
    clientId: string;
    keepAliveSeconds: number;
    connectTimeoutMs: number;
  }): Promise<Answer<null>>;
  subscribe(filter: string, qos: 0 | 1): Promise<Answer<null>>;
  unsubscribe(filter: string): Promise<Answer<null>>;
  publish(topic: string, payload: Uint8Array, qos: 0 | 1): Promise<Answer<null>>;
  receive(): Promise<Answer<MqttMessage[]>>;
  close(): Promise<Answer<null>>;
  /** A new client with a connection of its own. */
  another(): MqttTransport;
}

export interface Platform {
  /** Set if devices, network and cloud are simulated: marks all boards, debuggers and accounts of the session as simulated. */
  simulated?: boolean;
  /** Resolves with `http.unreachable` if there is no answer that the page may read. `signal` aborts the request. */
  http(call: HttpCall, signal: AbortSignal): Promise<Answer<HttpExchange>>;
  /** True if the host answers at all (fetch in no-cors mode, which hides the answer). */
  probe(url: string, signal: AbortSignal): Promise<Answer<boolean>>;
  mqtt: MqttTransport;
  /** Public data that survives a reload. `get` resolves with null for a key without a value. */
  storage: {
    get(key: string): Promise<Answer<string | null>>;
    put(key: string, value: string): Promise<Answer<null>>;
    remove(key: string): Promise<Answer<null>>;
    keys(prefix: string): Promise<Answer<string[]>>;
  };
  /** The vendor's file of that name (`atmega4808-iot-provision-v2.hex`), served beside the page. The core checks it. */
  vendorFile(name: string): Promise<Answer<Uint8Array>>;
}
