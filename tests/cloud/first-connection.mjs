// Just-in-time registration. When a device connects whose certificate is not active, AWS IoT may register it as
// PENDING_ACTIVATION, publishes an event, and refuses the connection. The functions that topic rules run for the event
// decide whether the next attempt succeeds. Facts: state/first_connection.py.

/**
 * @param {import('./state.mjs').State} state
 * @param {import('./gateway.mjs').Gateway} gateway
 * @param {import('./functions.mjs').Functions} functions
 */
export function registerFirstConnections(state, gateway, functions) {
  /** @param {import('node:tls').DetailedPeerCertificate} certificate @param {{account: string, region: string}} place */
  gateway.onUnknownCertificate = async (certificate, place) => {
    const event = await state.ask('first_connection', { ...place, certificate: pemOf(certificate.raw) });
    if (!event) return;
    await gateway.publish(place, event.topic, JSON.stringify(event.payload));
    const rules = await state.ask('invocations', { ...place, topic: event.topic });
    // AWS IoT does not wait for the functions before it refuses the connection.
    for (const rule of rules) {
      functions.run(rule, event.payload, place).catch((error) => gateway.report(error));
    }
  };
}

/** @param {Buffer} der */
function pemOf(der) {
  const lines = der.toString('base64').match(/.{1,64}/g);
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
