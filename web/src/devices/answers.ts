/** Tagged answers: nothing that the core calls may reject. */
import type { Answer } from '../../../wasm/provisioner';

export const done: Answer<null> = { ok: true, value: null };

/** `cause` goes to the log as technical detail: a DOMException's name and message. */
export function failure(
  code: string,
  cause?: unknown,
): { ok: false; error: { code: string; params: Record<string, never>; detail: string } } {
  const detail =
    cause instanceof Error || cause instanceof DOMException ? `${cause.name}: ${cause.message}` : '';
  return { ok: false, error: { code, params: {}, detail } };
}

/** A DOMException is told by its name: the message is the browser's, in its words. */
export function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
