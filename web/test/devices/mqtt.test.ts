import { describe, expect, test, vi } from 'vitest';
import type { MqttTransport } from '../../../wasm/provisioner';
import { MqttOnDemand } from '../../src/devices/mqtt';

const success = { ok: true as const, value: null };

function fakeClient() {
  return {
    connect: vi.fn(() => Promise.resolve(success)),
    subscribe: vi.fn(() => Promise.resolve(success)),
    unsubscribe: vi.fn(() => Promise.resolve(success)),
    publish: vi.fn((_topic: string, payload: Uint8Array) =>
      Promise.resolve(
        payload[0] === 1 ? success : { ok: false as const, error: { code: 'x', params: {}, detail: '' } },
      ),
    ),
    receive: vi.fn(() => Promise.resolve({ ok: true as const, value: [] })),
    close: vi.fn(() => Promise.resolve(success)),
  } satisfies Omit<MqttTransport, 'another'>;
}

describe('MQTT on demand', () => {
  test('fetches the client once, with the first call', async () => {
    const client = fakeClient();
    const load = vi.fn(() => Promise.resolve(client));
    const mqtt = new MqttOnDemand(load);
    expect(load).not.toHaveBeenCalled();
    await mqtt.subscribe('a/b', 0);
    await mqtt.receive();
    expect(load).toHaveBeenCalledOnce();
    expect(client.subscribe).toHaveBeenCalledWith('a/b', 0);
    await mqtt.unsubscribe('a/b');
    expect(client.unsubscribe).toHaveBeenCalledWith('a/b');
  });

  test('another client has a connection of its own', async () => {
    const clients = [fakeClient(), fakeClient()] as const;
    const waiting = [...clients];
    const mqtt = new MqttOnDemand(() => Promise.resolve(waiting.shift() ?? fakeClient()));
    await mqtt.subscribe('a', 0);
    await mqtt.another().subscribe('b', 0);
    expect(clients[0].subscribe).toHaveBeenCalledWith('a', 0);
    expect(clients[1].subscribe).toHaveBeenCalledWith('b', 0);
    expect(clients[0].subscribe).toHaveBeenCalledOnce();
  });

  test('close() fetches nothing if nothing was opened', async () => {
    const load = vi.fn(() => Promise.resolve(fakeClient()));
    expect(await new MqttOnDemand(load).close()).toEqual(success);
    expect(load).not.toHaveBeenCalled();
  });

  test('fails with mqtt.unavailable if the client cannot be fetched, and tries again with the next call', async () => {
    const load = vi.fn<() => Promise<Omit<MqttTransport, 'another'>>>();
    load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    load.mockResolvedValue(fakeClient());
    const mqtt = new MqttOnDemand(load);
    expect(await mqtt.receive()).toMatchObject({ ok: false, error: { code: 'mqtt.unavailable' } });
    expect((await mqtt.receive()).ok).toBe(true);
  });

  test('copies the payload, because the core reuses its buffer', async () => {
    const mqtt = new MqttOnDemand(() => Promise.resolve(fakeClient()));
    const payload = Uint8Array.of(1);
    const published = mqtt.publish('a/b', payload, 0);
    payload[0] = 2;
    expect((await published).ok).toBe(true);
  });
});
