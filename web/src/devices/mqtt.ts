/** MQTT for the core. The first call fetches the client (wasm/mqtt) and its WebAssembly module. */
import type { Answer, MqttTransport } from '../../../wasm/provisioner';
import { done, failure } from './answers';

type MqttClient = Omit<MqttTransport, 'another'>;

export class MqttOnDemand implements MqttTransport {
  private client: Promise<MqttClient> | undefined;

  /** `load` makes a new client each time. */
  constructor(private readonly load: () => Promise<MqttClient>) {}

  connect: MqttTransport['connect'] = (options) => this.with((client) => client.connect(options));
  subscribe: MqttTransport['subscribe'] = (filter, qos) =>
    this.with((client) => client.subscribe(filter, qos));
  unsubscribe: MqttTransport['unsubscribe'] = (filter) => this.with((client) => client.unsubscribe(filter));
  publish: MqttTransport['publish'] = (topic, payload, qos) => {
    const kept = payload.slice(); // the core reuses its buffer
    return this.with((client) => client.publish(topic, kept, qos));
  };
  receive: MqttTransport['receive'] = () => this.with((client) => client.receive());
  close: MqttTransport['close'] = () =>
    this.client ? this.with((client) => client.close()) : Promise.resolve(done);
  another: MqttTransport['another'] = () => new MqttOnDemand(this.load);

  /** Calls the client, fetching it first if needed. If the fetch fails, the next call tries again. */
  private async with<T>(call: (client: MqttClient) => Promise<Answer<T>>): Promise<Answer<T>> {
    this.client ??= this.load();
    let client;
    try {
      client = await this.client;
    } catch (error) {
      this.client = undefined;
      return failure('mqtt.unavailable', error);
    }
    return call(client);
  }
}
