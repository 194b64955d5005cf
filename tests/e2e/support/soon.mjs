// Waits until a condition holds on the page or in the cloud. A failure shows what was seen instead.

/** @param {() => Promise<{holds: boolean, seen: unknown}>} look @param {string} what */
export async function expectSoon(look, what, timeout = 15_000) {
  const end = Date.now() + timeout;
  let seen;
  for (;;) {
    try {
      const found = await look();
      if (found.holds) return found.seen;
      seen = found.seen;
    } catch (error) {
      seen = error.message;
    }
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}; seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
