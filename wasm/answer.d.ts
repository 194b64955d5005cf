// How everything that crosses the boundary between the page and the C++ core answers: a tagged result, never a throw or a rejection.

export type Value = string | number;

/** A stable code (`serial.port_busy`), typed parameters for the sentence in the text catalogue, technical detail for the log. */
export interface ErrorInfo {
  code: string;
  params: Record<string, Value>;
  detail: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };
