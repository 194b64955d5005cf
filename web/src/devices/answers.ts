/** Builds the tagged answers that the core expects. A promise that the page returns to the core must never reject. */
import type { Answer } from '../../../wasm/provisioner';

export const done: Answer<null> = { ok: true, value: null };

/** A failed answer. The name and message of `cause` go to the log only. */
export function failure(
  code: string,
  cause?: unknown,
): { ok: false; error: { code: string; params: Record<string, never>; detail: string } } {
  const detail =
    cause instanceof Error || cause instanceof DOMException ? `${cause.name}: ${cause.message}` : '';
  return { ok: false, error: { code, params: {}, detail } };
}

/** The name of an error or DOMException, else ''. Tell errors apart by name: the messages differ between browsers. */
export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
