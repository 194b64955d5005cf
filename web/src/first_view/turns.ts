/**
 * Spreads the start of the page over short tasks, between which the browser draws and handles clicks. Off by default, so that later changes are
 * rendered at once.
 */

/** How long a task renders before the rest waits for the next task, ms. A phone may need four times as long for the same work. */
const longestMs = 6;

let isOn = false;
let began = 0;
let next: Promise<void> | undefined;

/** Resolves in a new task, soon. */
export async function newTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  await (scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
}

/** Runs `work`; meanwhile elements take turns to render. */
export async function inTurns(work: () => Promise<unknown>): Promise<void> {
  isOn = true;
  began = performance.now();
  await work().finally(() => (isOn = false));
}

const isLate = (): boolean => isOn && performance.now() - began > longestMs;

async function nextTask(): Promise<void> {
  await newTask();
  began = performance.now();
  next = undefined;
}

/** Resolves when it is an element's turn to render; undefined if it can render at once. */
export function turn(): Promise<void> | undefined {
  if (!isLate()) return undefined;
  return (async () => {
    while (isLate()) await (next ??= nextTask());
  })();
}
