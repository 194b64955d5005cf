// The result type of every call between the page and the C++ core. Calls return a tagged result; they never throw or reject.

import type { ErrorInfo } from '@wasm/boundary.json';

export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };
