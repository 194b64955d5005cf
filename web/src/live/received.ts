/** Reads what many boards and the MQTT explorer have received. Each call asks the core anew. */
import type {
  ExplorerMessage,
  ExplorerState,
  ExportPart,
  ExportRequest,
  FleetState,
  ReceivedTexts,
  Series,
} from '../../../wasm/provisioner';
import type { Enquiries } from '../app/view';

/** The JSON text's value; null while there is none. */
function parsed(ask: Enquiries, read: (texts: ReceivedTexts) => string): unknown {
  return JSON.parse(ask.session()?.received(read) ?? 'null');
}

/** All boards that are watched at once; null if nothing has been watched yet. */
export function fleetOf(ask: Enquiries): FleetState | null {
  return parsed(ask, (texts) => texts.fleet()) as FleetState | null;
}

/** The newest messages of one of them. */
export function seriesOf(ask: Enquiries, thing: string): Series {
  const found = ask.session()?.received((texts) => texts.boardSeries(thing));
  return found ?? { time: new Float64Array(), fields: [] };
}

/** Null if nothing has been explored yet. */
export function explorerOf(ask: Enquiries): ExplorerState | null {
  return parsed(ask, (texts) => texts.explorer()) as ExplorerState | null;
}

/** The last message on a topic; null if there is none. */
export function messageOn(ask: Enquiries, topic: string): ExplorerMessage | null {
  return parsed(ask, (texts) => texts.explorerMessage(topic)) as ExplorerMessage | null;
}

/** Null if nothing has been watched or explored yet. */
export function exportPart(ask: Enquiries, request: ExportRequest): ExportPart | null {
  return parsed(ask, (texts) => texts.exportPart(JSON.stringify(request))) as ExportPart | null;
}
