/**
 * The ES module that wasm/mqtt/CMakeLists.txt builds: Paho MQTT C's synchronous client. Only `client.ts` calls it: a second call while one is
 * suspended would corrupt it.
 */

/** The functions of the page that the module calls (browser.h). Byte views are valid during the call only; a message's payload is a copy. */
export interface ModulePort {
  connect(): void;
  /** 0: connecting, 1: open, 2: closed. */
  state(): 0 | 1 | 2;
  /** How many bytes read() can return at once. */
  available(): number;
  /** Copies at most `into.length` bytes that have arrived; returns how many. */
  read(into: Uint8Array): number;
  send(frame: Uint8Array<ArrayBuffer>): boolean;
  close(): void;
  /** Resolves when the socket has changed or received bytes, or the time is up. */
  wait(milliseconds: number): Promise<void>;
  /** Passes on a message that mqtt_receive has received. */
  message(topic: Uint8Array, payload: Uint8Array): void;
  /** Copies the payload for mqtt_publish into the module's memory. */
  payload(into: Uint8Array): void;
}

/** The exported functions of session.c by name, with their arguments. All return a number. */
export interface Calls {
  mqtt_connect: [broker: string, clientId: string, keepAliveSeconds: number, timeoutSeconds: number];
  mqtt_subscribe: [filter: string, qos: number];
  mqtt_unsubscribe: [filter: string];
  mqtt_publish: [topic: string, payloadSize: number, qos: number, retained: number];
  mqtt_pending: [token: number];
  mqtt_receive: [];
  mqtt_connected: [];
  mqtt_disconnect: [];
}

export interface MqttModule {
  ccall<Name extends keyof Calls>(
    name: Name,
    returns: 'number',
    types: ('string' | 'number')[],
    values: Calls[Name],
    options?: { async: boolean },
  ): unknown;
}

export interface MqttModuleOptions {
  port: ModulePort;
  /** The bytes of mqtt.wasm, for Node, which cannot fetch the file next to the module. */
  wasmBinary?: ArrayBuffer;
  locateFile?: (name: string, folder: string) => string;
}

export default function createMqtt(options: MqttModuleOptions): Promise<MqttModule>;
