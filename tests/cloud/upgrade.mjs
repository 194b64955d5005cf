// The WebSocket upgrade of a data endpoint: path /mqtt, subprotocol mqtt, a presigned query for `iotdevicegateway`. A
// refusal is a bare 403, of which a browser sees only close code 1006.

import { WebSocketServer } from 'ws';
import { contextOf, wireOf } from './front.mjs';
import { meaningOfHost } from './names.mjs';
import { Refusal } from './refusals.mjs';
import { verifyPresigned } from './sigv4.mjs';

const SERVICE = 'iotdevicegateway';

/** The account and region of the requested endpoint; on localhost, of the key and of the signature's scope. */
async function placeOf(state, meaning, wire) {
  if (meaning.kind === 'data') return state.ask('endpoint_owner', { host: meaning.host });
  if (meaning.kind !== 'local') return null;
  const [accessKeyId, , region] = (new Map(wire.query).get('X-Amz-Credential') ?? '').split('/');
  const principal = await state.ask('principal', { access_key_id: accessKeyId });
  return principal && region ? { account: principal.account, region } : null;
}

/**
 * @param {{front: import('./front.mjs').Front, gateway: import('./gateway.mjs').Gateway, state: import('./state.mjs').State,
 *   faults: import('./faults.mjs').Faults, now: () => number}} parts
 */
export function serveUpgrades({ front, gateway, state, faults, now }) {
  const webSockets = new WebSocketServer({
    noServer: true,
    handleProtocols: () => 'mqtt',
    perMessageDeflate: false,
  });

  const admit = async (request, socket, head, meaning, entry) => {
    const refuse = (status, reason) => {
      entry.status = status;
      socket.end(`HTTP/1.1 ${status} ${reason}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    };
    if (faults.isBlocked({ host: meaning.host, service: SERVICE })) return socket.destroy();
    const wire = wireOf(request, Buffer.alloc(0));
    if (wire.path !== '/mqtt') return refuse(403, 'Forbidden');
    const fault = faults.take({ host: meaning.host, service: SERVICE, operation: 'mqtt' });
    if (fault?.kind === 'drop') return socket.destroy();
    if (fault?.error) return refuse(fault.error.status, fault.error.code);
    const place = await placeOf(state, meaning, wire);
    if (!place) return refuse(403, 'Forbidden');
    const target = { service: SERVICE, region: place.region };
    const host = meaning.kind === 'data' ? meaning.host : request.headers.host;
    const lookup = (accessKeyId) => state.ask('principal', { access_key_id: accessKeyId });
    const principal = await verifyPresigned(wire, { target, host, now: now(), lookup });
    if (principal.account !== place.account) return refuse(403, 'Forbidden');
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!protocols.includes('mqtt')) return refuse(400, 'Bad Request');
    const accessKeyId = new Map(wire.query).get('X-Amz-Credential').split('/')[0];
    entry.status = 101;
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const context = contextOf(principal, target);
      gateway
        .admitUser(webSocket, place, principal, context, () => lookup(accessKeyId))
        .catch((error) => {
          gateway.report(error);
          webSocket.terminate();
        });
    });
  };

  front.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    const meaning = meaningOfHost(request.headers.host ?? '');
    const entry = front.log(request, meaning);
    entry.service = SERVICE;
    admit(request, socket, head, meaning, entry).catch((error) => {
      if (!(error instanceof Refusal)) gateway.report(error);
      entry.status = 403;
      entry.refusal = error.message;
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
  });
  return webSockets;
}
