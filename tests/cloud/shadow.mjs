// The classic device shadow over MQTT: requests on $aws/things/THING/shadow/{update,get,delete} are answered on
// .../accepted or .../rejected, an update also on .../delta and .../documents. The shadow itself is moto's. Source:
// AWS IoT developer guide, "Device Shadow MQTT topics".

const TOPIC = /^\$aws\/things\/([^/]+)\/shadow\/(update|get|delete)$/;

/** @param {string} topic */
export function shadowRequest(topic) {
  const match = TOPIC.exec(topic);
  return match && { thing: match[1], operation: match[2] };
}

function clientTokenOf(payload) {
  try {
    return JSON.parse(payload.toString())?.clientToken;
  } catch {
    return undefined;
  }
}

/**
 * Performs one request. Returns the messages to publish.
 * @param {import('./state.mjs').State} state
 * @param {{account: string, region: string}} place
 * @param {{thing: string, operation: string}} request
 * @param {Buffer} payload
 * @returns {Promise<{topic: string, payload: string}[]>}
 */
export async function answerShadow(state, place, { thing, operation }, payload) {
  const base = `$aws/things/${thing}/shadow/${operation}`;
  const clientToken = clientTokenOf(payload);
  const message = (name, body) => ({
    topic: `${base}/${name}`,
    payload: JSON.stringify(clientToken === undefined ? body : { ...body, clientToken }),
  });
  const answer = await state.ask('shadow', {
    ...place,
    thing,
    operation,
    payload: payload.toString(),
  });
  if (answer.rejected)
    return [message('rejected', { ...answer.rejected, timestamp: Math.floor(Date.now() / 1000) })];
  const messages = [message('accepted', answer.accepted)];
  if (operation !== 'update') return messages;
  const { state: shadowState, metadata, version, timestamp } = answer.document;
  const { delta, ...current } = shadowState;
  messages.push(message('documents', { current: { state: current, metadata, version }, timestamp }));
  if (delta) {
    const deltaMetadata = Object.fromEntries(Object.keys(delta).map((key) => [key, metadata.desired?.[key]]));
    messages.push(message('delta', { version, timestamp, state: delta, metadata: deltaMetadata }));
  }
  return messages;
}
