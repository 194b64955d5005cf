// The result type of every call between the page and the C++ core. Calls return a tagged result; they never throw or reject.

export type Value = string | number;

/** A stable code (`serial.port_busy`), parameters for the sentence in the page's text catalogue, and technical detail for the log. */
export interface ErrorInfo {
  code: string;
  params: Record<string, Value>;
  detail: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };
