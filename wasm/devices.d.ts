// Boards and debuggers as the state shows them, and what was read from them.

import type { ErrorInfo, Value } from './answer';
import type { JobState } from './job';

export type Firmware = 'provisioning' | 'demo' | 'unknown';

export interface DebuggerState {
  id: number;
  /** `identifying` also while it is being paired; `busy` while it programs. */
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  simulated: boolean;
  /** The product's name as the debugger reports it: "nEDBG CMSIS-DAP". */
  product: string;
  /** The kit's USB serial number, printed on the board: MCHP…. */
  serialNumber: string;
  /** "1.18.501". */
  firmware: string;
  /** "AVR-IoT WG"; empty if the debugger does not report it. */
  kit: string;
  mcu: string;
  /** False: a kit that this page cannot program (the drive CURIOSITY can). */
  programmable: boolean;
  /** The id of the board that the debugger was proved to belong to; 0 while unknown. */
  board: number;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
}

/** A firmware image that jobs program. */
export interface ImageState {
  /** File name: the vendor's, or the user's own. */
  name: string;
  /** The version of the vendor's image; empty for the user's own. */
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
  /** True if the next certificate in the chain signed this one; null for the last one. */
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
  /** The roots that AWS IoT needs and that are missing or have expired. */
  missing: string[];
}
export interface Inspection {
  secureElement: { serialNumber: string; part: string };
  /** The version of the module's firmware, and the oldest recommended version. */
  module: { firmware: string; required: string };
  /** The certificates in the module's flash, the device's first; empty without a store. */
  certificates: CertificateInfo[];
  /** True if the device certificate is for the key in the secure element; null without a certificate. */
  keyMatches: boolean | null;
  /** The certificates as delivered, rebuilt from the compressed ones in the secure element; empty for parts without them. */
  deliveredCertificates: CertificateInfo[];
  thingName: string;
  endpoint: string;
  roots: RootsState | null;
  warnings: ErrorInfo[];
}

/** Why no message arrives. `cause.code` begins with `diagnosis.`; `findings` has the result of each check. */
export interface Diagnosis {
  cause: ErrorInfo;
  findings: { what: string; ok: boolean | null; params: Record<string, Value> }[];
  /** The output of the board's firmware during the diagnosis. */
  boardLog: string[];
}

export interface WifiState {
  /** `keep`: keep the board's saved network; `set`: to be sent when the demo firmware runs; `sent`: the board has accepted it. */
  status: 'keep' | 'set' | 'sending' | 'sent' | 'failed';
  ssid: string;
  security: 'open' | 'wpa' | 'wep';
  error: ErrorInfo | null;
}

export interface BoardState {
  id: number;
  simulated: boolean;
  /** The board's name for the user: its secure element's serial number if known, else "Board 1". */
  label: string;
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  firmware: Firmware | '';
  firmwareVersion: string;
  moduleFirmware: string;
  secureElement: string;
  /** As stored in the module's flash; empty before it was read. */
  thingName: string;
  endpoint: string;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
  job: JobState | null;
  wifi: WifiState;
  /** True if the user chose to continue without the debugger. */
  byHand: boolean;
  /** The kit's name as the debugger reports it (may be empty), if this page does not support the kit; else null. */
  foreignKit: string | null;
  /** As reported by the board's debugger; empty if no debugger is connected. */
  kit: string;
  mcu: string;
  /** The debugger that was proved to belong to this board; with it, the one-click job is possible. */
  debugger: DebuggerState | null;
  /** The images that a job would program; null if the board cannot be programmed. */
  images: { provisioning: ImageState; demo: ImageState } | null;
  inspection: Inspection | null;
  /** As last read. */
  roots: RootsState | null;
  diagnosis: Diagnosis | null;
}
