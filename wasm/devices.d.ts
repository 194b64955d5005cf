// Boards and debuggers as the state shows them, and what was read from them.

import type { ErrorInfo, Value } from './answer';
import type { JobState } from './job';

export type Firmware = 'provisioning' | 'demo' | 'unknown';

export interface DebuggerState {
  id: number;
  /** `identifying` also while it is being paired; `busy` while it programs. */
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  simulated: boolean;
  /** As the debugger says it: "nEDBG CMSIS-DAP". */
  product: string;
  /** The kit's USB serial number, printed on the board: MCHP…. */
  serialNumber: string;
  /** "1.18.501". */
  firmware: string;
  /** "AVR-IoT WG"; empty when it does not tell. */
  kit: string;
  mcu: string;
  /** False: a kit that this page cannot program (the drive CURIOSITY can). */
  programmable: boolean;
  /** The board whose port was proved to belong to it; 0 for none yet. */
  board: number;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
}

/** An image that the flow programs. */
export interface ImageState {
  /** File name: the vendor's, or the user's own. */
  name: string;
  /** Of the vendor's image; empty for a user's own. */
  version: string;
  own: boolean;
}

export interface CertificateInfo {
  subject: string;
  issuer: string;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  serialNumber: string;
  /** Signed by the next in the chain (the last: null, nobody is there to ask). */
  chainOk: boolean | null;
}
export interface RootInfo {
  /** "Amazon Root CA 3" where the root is known, else the first digits of its subject's hash. */
  name: string;
  key: 'rsa' | 'ec';
  notBefore: number;
  notAfter: number;
}
export interface RootsState {
  status: 'good' | 'repairable' | 'damaged' | 'empty';
  roots: RootInfo[];
  /** Those that AWS IoT needs and that are not there, or have expired. */
  missing: string[];
}
export interface Inspection {
  secureElement: { serialNumber: string; part: string };
  /** The module's firmware, and the oldest that is fine. */
  module: { firmware: string; required: string };
  /** In the module's flash, device first; empty when there is no store. */
  certificates: CertificateInfo[];
  /** Whether the device's certificate is for the key that the secure element holds; null without one. */
  keyMatches: boolean | null;
  /** Compressed ones of the secure element (as delivered), rebuilt; empty for a part without them. */
  deliveredCertificates: CertificateInfo[];
  thingName: string;
  endpoint: string;
  roots: RootsState | null;
  warnings: ErrorInfo[];
}

/** Why no message comes: `cause.code` starts with `diagnosis.`; the findings are what was looked at. */
export interface Diagnosis {
  cause: ErrorInfo;
  findings: { what: string; ok: boolean | null; params: Record<string, Value> }[];
  /** What the board's firmware said meanwhile. */
  boardLog: string[];
}

export interface WifiState {
  /** `keep`: what the board has; `set`: will be sent when the demo firmware runs; `sent`: the board took it. */
  status: 'keep' | 'set' | 'sending' | 'sent' | 'failed';
  ssid: string;
  security: 'open' | 'wpa' | 'wep';
  error: ErrorInfo | null;
}

export interface BoardState {
  id: number;
  simulated: boolean;
  /** What names this board to a person: its secure element's serial number where it is known, else "Board 1". */
  label: string;
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  firmware: Firmware | '';
  firmwareVersion: string;
  moduleFirmware: string;
  secureElement: string;
  /** What the module's flash says (after it was read). */
  thingName: string;
  endpoint: string;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
  job: JobState | null;
  wifi: WifiState;
  /** Goes on without its debugger, as the user chose. */
  byHand: boolean;
  /** What the debugger at hand calls it, where that is no kit of ours (may be empty); else null. */
  foreignKit: string | null;
  /** From the debugger that belongs to it; empty without one. */
  kit: string;
  mcu: string;
  /** The debugger that was proved to belong to this port: the one click is possible. */
  debugger: DebuggerState | null;
  /** What the flow would program; null where it cannot. */
  images: { provisioning: ImageState; demo: ImageState } | null;
  inspection: Inspection | null;
  /** As last read. */
  roots: RootsState | null;
  diagnosis: Diagnosis | null;
  /** Simulated boards only. */
  leds: { error: boolean; data: boolean; conn: boolean; wifi: boolean } | null;
}
