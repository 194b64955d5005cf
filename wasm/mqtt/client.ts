/**
 * MQTT 3.1.1 in the page: the queue in front of the Paho module, which allows one call at a time. Every method resolves with a tagged answer and
 * never rejects. Keeps the order of commands and gives each caller its answer. Does not sign URLs, and does not reconnect by itself,
 * because the core decides that.
 *
 * A running receive() does not block the module: it is a promise in this file, and arrived messages are read from the module whenever no command
 * runs in it. So a queued command starts at once, and messages that arrive while it waits for its acknowledgement are delivered in order after it.
 *
 * Codes: mqtt.refused (the URL is not valid), mqtt.upgrade_refused (close_code and reason), mqtt.session_refused (CONNACK's return_code, or
 * close_code and reason), mqtt.connection_lost (close_code and reason, or cause: 'silence', 'malformed_packet' or 'no_acknowledgement'), mqtt.subscription_refused and mqtt.invalid_topic
 * (topic), mqtt.not_connected, mqtt.already_connected, mqtt.unavailable (the module), base.timed_out (milliseconds).
 */
import type { Answer, ErrorInfo, MqttMessage, MqttTransport } from '../provisioner.js';
import type createMqtt from './mqtt.js';
import type { Calls, ModulePort, MqttModule } from './mqtt.js';
import { Burst } from './burst.js';
import { MqttSocket } from './socket.js';
import { TopicNames } from './topics.js';

interface ConnectOptions {
  /** The presigned URL. It is passed to the browser only, never to a log, an error or the module's memory. */
  url: string;
  clientId: string;
  /** A shorter interval is raised to `hiddenTabKeepAliveSeconds`; 0 turns keep-alive off. */
  keepAliveSeconds: number;
  connectTimeoutMs: number;
}

/**
 * The shortest keep-alive interval that works in a hidden tab. The broker closes the connection after 1.5 intervals of silence (MQTT 3.1.1,
 * section 3.1.2.10). Paho sends PINGREQ when an interval has passed, checks every 5 s, and checks only when it is called: by arriving data, and by
 * a timer, which Chrome fires once a minute in a hidden tab. So the longest silence is one interval + 65 s, which is less than 1.5 intervals if
 * the interval is 131 s or more.
 */
export const hiddenTabKeepAliveSeconds = 180;

type LoadModule = () => Promise<{ default: typeof createMqtt }>;

const longestTopic = 1024; // AWS IoT allows 256 bytes; the module copies the topic to its stack
const closeWaitMs = 1_000;
const deliveryWaitMs = 5_000;
const acknowledgementWaitMs = 10_000; // Paho's own, for SUBACK and UNSUBACK
const refusedSubscription = 0x80; // MQTT 3.1.1, section 3.9.3

interface Failure {
  ok: false;
  error: ErrorInfo;
}

function failure(code: string, params: ErrorInfo['params'] = {}, detail = ''): Failure {
  return { ok: false, error: { code, params, detail } };
}

function connectionLost(cause: 'silence' | 'malformed_packet' | 'no_acknowledgement'): Failure {
  return failure('mqtt.connection_lost', { cause });
}

const done: Answer<null> = { ok: true, value: null };
const notConnected = failure('mqtt.not_connected');
const closed = failure('mqtt.not_connected', {}, 'closed by the page');

function isTopic(topic: string): boolean {
  return topic.length > 0 && topic.length <= longestTopic && !topic.includes('\0');
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

interface Delivery {
  answer: Promise<Answer<null>>;
  resolve: (answer: Answer<null>) => void;
}

export class MqttClient implements Omit<MqttTransport, 'another'> {
  private module: MqttModule | undefined;
  private loading: Promise<Answer<null>> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private inModule = false;
  private connecting = false;
  private connected = false;
  /** Why there is no session: the answer to all calls until the next connect. */
  private absence: Failure = notConnected;
  private socket: MqttSocket | undefined;
  /** Ends the wait for the module. */
  private abandon: (failure: Failure) => void = () => undefined;
  private url = '';
  private outgoing: Uint8Array = new Uint8Array();
  private keepAlive: ReturnType<typeof setInterval> | undefined;
  private readonly news = new Burst(() => this.drain());
  private readonly topics = new TopicNames();
  private inbox: MqttMessage[] = [];
  private receivers: ((answer: Answer<MqttMessage[]>) => void)[] = [];
  private deliveries = new Map<number, Delivery>();
  private losing: Promise<void> | undefined;

  /** `loadModule` imports the ES module built beside this file, for example `() => import('./mqtt.js')`; called at the first connect. */
  constructor(
    private readonly loadModule: LoadModule,
    private readonly leastKeepAliveSeconds = hiddenTabKeepAliveSeconds,
  ) {}

  connect(options: ConnectOptions): Promise<Answer<null>> {
    return this.enqueue(async () => {
      if (this.connected) return failure('mqtt.already_connected');
      let broker: string;
      try {
        broker = `tcp://${new URL(options.url).host}`;
      } catch {
        return failure('mqtt.refused');
      }
      this.connecting = true;
      this.absence = notConnected;
      this.socket = undefined;
      const started = await this.start(options.connectTimeoutMs);
      const abandoned = this.absence === closed ? closed : started;
      const answer = abandoned.ok ? await this.openSession(broker, options) : abandoned;
      this.connecting = false;
      return answer;
    });
  }

  subscribe(filter: string, qos: 0 | 1): Promise<Answer<null>> {
    return this.command(filter, async () => {
      const since = performance.now();
      const granted = await this.call('mqtt_subscribe', ['string', 'number'], [filter, qos]);
      if (granted < 0) return this.unacknowledged(filter, since);
      if (granted === refusedSubscription) return failure('mqtt.subscription_refused', { topic: filter });
      return done;
    });
  }

  unsubscribe(filter: string): Promise<Answer<null>> {
    return this.command(filter, async () => {
      const since = performance.now();
      const result = await this.call('mqtt_unsubscribe', ['string'], [filter]);
      return result < 0 ? this.unacknowledged(filter, since) : done;
    });
  }

  /** Quality of service 0: resolves when the browser has taken the message; 1: when the broker has acknowledged it. */
  async publish(topic: string, payload: Uint8Array, qos: 0 | 1, retained = false): Promise<Answer<null>> {
    const bytes = payload.slice(); // the caller may reuse its buffer while the command is queued
    const sent = await this.command<Promise<Answer<null>>>(topic, async () => {
      this.outgoing = bytes;
      const token = await this.call(
        'mqtt_publish',
        ['string', 'number', 'number', 'number'],
        [topic, bytes.length, qos, retained ? 1 : 0],
      );
      if (token < 0) {
        if (this.isConnected()) return failure('mqtt.invalid_topic', { topic });
        return this.lose(failure('mqtt.connection_lost', { close_code: 1006, reason: '' }));
      }
      return { ok: true, value: qos === 0 ? Promise.resolve(done) : this.delivery(token) };
    });
    return sent.ok ? sent.value : sent;
  }

  /** Resolves as soon as a message has arrived, with all arrived messages in order. */
  receive(): Promise<Answer<MqttMessage[]>> {
    return new Promise((resolve) => {
      this.receivers.push(resolve);
      this.handOver();
    });
  }

  /** Sends what is queued, waits briefly for acknowledgements, sends DISCONNECT and closes the WebSocket. Cancels a running connect. */
  close(): Promise<Answer<null>> {
    if (this.connecting) {
      this.absence = closed;
      this.abandon(closed);
      this.socket?.fail();
    }
    return this.enqueue(async () => {
      const answers = [...this.deliveries.values()].map(({ answer }) => answer);
      if (answers.length > 0) await Promise.race([Promise.all(answers), delay(deliveryWaitMs)]);
      if (!this.connected) return done;
      const socket = this.socket;
      await this.call('mqtt_disconnect', [], []);
      this.end(closed);
      if (socket) await Promise.race([socket.over, delay(closeWaitMs)]);
      return done;
    });
  }

  /** Loads the module, and fails if that takes longer than `milliseconds`. The download then continues, for the next connect. */
  private async start(milliseconds: number): Promise<Answer<null>> {
    if (this.module) return done;
    this.loading ??= this.load();
    const over = new Promise<Failure>((resolve) => (this.abandon = resolve));
    const deadline = setTimeout(
      () => this.abandon(failure('base.timed_out', { milliseconds })),
      milliseconds,
    );
    const started = await Promise.race([this.loading, over]);
    clearTimeout(deadline);
    return started;
  }

  private async load(): Promise<Answer<null>> {
    try {
      const { default: create } = await this.loadModule();
      this.module = await create({ port: this.port() });
      return done;
    } catch (error) {
      return failure('mqtt.unavailable', {}, String(error));
    } finally {
      this.loading = undefined;
    }
  }

  private async openSession(broker: string, options: ConnectOptions): Promise<Answer<null>> {
    const socket = new MqttSocket(() => this.news.add());
    this.socket = socket;
    this.url = options.url;
    const wished = options.keepAliveSeconds;
    const keepAliveSeconds = wished === 0 ? 0 : Math.max(wished, this.leastKeepAliveSeconds);
    const deadline = { passed: false };
    const timer = setTimeout(() => {
      deadline.passed = true;
      socket.fail();
    }, options.connectTimeoutMs);
    const result = await this.call(
      'mqtt_connect',
      ['string', 'string', 'number', 'number'],
      [
        broker,
        options.clientId,
        keepAliveSeconds,
        Math.ceil(options.connectTimeoutMs / 1000) + 1, // the timer above is exact
      ],
    );
    clearTimeout(timer);
    this.url = '';
    if (result === 0) {
      this.connected = true;
      const everyMs = Math.min(keepAliveSeconds * 100, 5_000); // as often as Paho checks
      if (keepAliveSeconds > 0) this.keepAlive = setInterval(() => this.drain(), everyMs);
      return done;
    }
    if (this.absence === closed) return closed;
    if (deadline.passed) return failure('base.timed_out', { milliseconds: options.connectTimeoutMs });
    if (result > 0) return failure('mqtt.session_refused', { return_code: result });
    const { ending } = socket;
    if (!ending) return connectionLost('malformed_packet');
    const { opened, closeCode, reason } = ending;
    return failure(opened ? 'mqtt.session_refused' : 'mqtt.upgrade_refused', {
      close_code: closeCode,
      reason,
    });
  }

  private port(): ModulePort {
    return {
      connect: () => this.socket?.open(this.url),
      state: () => this.socket?.state ?? 2,
      available: () => this.socket?.available ?? 0,
      read: (into) => this.socket?.read(into) ?? 0,
      send: (frame) => this.socket?.send(frame) ?? false,
      close: () => this.socket?.close(),
      wait: (milliseconds) => this.socket?.wait(milliseconds) ?? Promise.resolve(),
      message: (topic, payload) => this.inbox.push({ topic: this.topics.name(topic), payload }),
      payload: (into) => into.set(this.outgoing),
    };
  }

  private command<T>(topic: string, run: () => Promise<Answer<T>>): Promise<Answer<T>> {
    return this.enqueue(async () => {
      if (!this.connected) return this.absence;
      if (!isTopic(topic)) return failure('mqtt.invalid_topic', { topic });
      return run();
    });
  }

  private enqueue<T>(run: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = this.queue
      .then(() => this.losing)
      .then(run)
      .catch((error: unknown) => this.broken(error));
    this.queue = answer.then(() => this.drain());
    return answer;
  }

  private async call<Name extends keyof Calls>(
    name: Name,
    types: ('string' | 'number')[],
    values: Calls[Name],
  ): Promise<number> {
    if (!this.module) return -1;
    this.inModule = true;
    const result = await this.module.ccall(name, 'number', types, values, { async: true });
    this.inModule = false;
    return Number(result);
  }

  /** Only for functions that never wait. */
  private callNow<Name extends 'mqtt_receive' | 'mqtt_pending' | 'mqtt_connected'>(
    name: Name,
    values: Calls[Name],
  ): number {
    return Number(this.module?.ccall(name, 'number', ['number'], values));
  }

  private isConnected(): boolean {
    return this.callNow('mqtt_connected', []) === 1;
  }

  /** Lets Paho handle arrived data and keep the session alive, then answers the waiting calls. */
  private drain(): void {
    if (this.inModule || !this.connected) return;
    try {
      const result = this.callNow('mqtt_receive', []);
      if (result === 1) this.settleDeliveries();
      else void this.lose(connectionLost(result < 0 ? 'malformed_packet' : 'silence'));
    } catch (error) {
      this.broken(error);
    }
    this.handOver();
  }

  private handOver(): void {
    if (this.inbox.length > 0) {
      const receiver = this.receivers.shift();
      if (!receiver) return;
      receiver({ ok: true, value: this.inbox });
      this.inbox = [];
    }
    if (this.connected || this.connecting || this.losing) return;
    for (const receiver of this.receivers.splice(0)) receiver(this.absence);
  }

  private delivery(token: number): Promise<Answer<null>> {
    let resolve: Delivery['resolve'] = () => undefined;
    const answer = new Promise<Answer<null>>((settle) => (resolve = settle));
    this.deliveries.set(token, { answer, resolve });
    return answer;
  }

  private settleDeliveries(): void {
    for (const [token, { resolve }] of this.deliveries) {
      if (this.callNow('mqtt_pending', [token]) === 1) continue;
      this.deliveries.delete(token);
      resolve(done);
    }
  }

  private async unacknowledged(topic: string, since: number): Promise<Failure> {
    if (this.isConnected()) return failure('mqtt.invalid_topic', { topic });
    const waited = performance.now() - since >= acknowledgementWaitMs;
    return this.lose(connectionLost(waited ? 'no_acknowledgement' : 'malformed_packet'));
  }

  /** Ends a session that was lost. If the broker closed it, waits briefly for the close code and reports that; reports `otherwise` if not. */
  private async lose(otherwise: Failure): Promise<Failure> {
    const socket = this.socket;
    if (!socket?.closedByPeer) {
      this.end(otherwise);
      return otherwise;
    }
    this.connected = false;
    let known: () => void = () => undefined;
    this.losing = new Promise((resolve) => (known = resolve));
    const { closeCode, reason } = (await Promise.race([socket.over, delay(closeWaitMs)])) ?? {
      closeCode: 1006,
      reason: '',
    };
    const lost = failure('mqtt.connection_lost', { close_code: closeCode, reason });
    this.losing = undefined;
    this.end(lost);
    known();
    return lost;
  }

  private end(absence: Failure): void {
    this.connected = false;
    this.absence = absence;
    clearInterval(this.keepAlive);
    for (const { resolve } of this.deliveries.values()) resolve(absence);
    this.deliveries.clear();
    this.handOver();
  }

  /** After a trap the module's memory cannot be trusted, so the next connect loads a new instance. */
  private broken(error: unknown): Failure {
    this.module = undefined;
    this.inModule = false;
    this.connecting = false;
    const trapped = failure('mqtt.unavailable', {}, String(error));
    this.socket?.close();
    this.end(trapped);
    return trapped;
  }
}
