// What AWS IoT limits for each MQTT connection: messages a second, subscriptions, and filters of one SUBSCRIBE.
// Facts: reference/workshop.md, "MQTT limits" (AWS IoT Core quotas, message broker).

export const CONNECTION_LIMITS = {
  messagesPerSecond: 100,
  subscriptions: 50,
  filtersPerSubscribe: 8,
};

/** Keeps count for one connection. */
export class ConnectionLimits {
  /** How many messages were discarded because of the limit. */
  discarded = 0;
  #now;
  #filters = new Set();
  #second = -1;
  #messages = 0;

  /** @param {() => number} [now] milliseconds */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /** True if one more message, in either direction, may pass in this second. AWS discards the others and says nothing. */
  passes() {
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#messages = 0;
    }
    if (this.#messages >= CONNECTION_LIMITS.messagesPerSecond) {
      this.discarded += 1;
      return false;
    }
    this.#messages += 1;
    return true;
  }

  /** True if the connection may have this subscription, too. @param {string} filter */
  subscribe(filter) {
    this.#filters.add(filter);
    return this.#filters.size <= CONNECTION_LIMITS.subscriptions;
  }

  /** @param {string} filter */
  unsubscribe(filter) {
    this.#filters.delete(filter);
  }

  /**
   * Follows the client's packets: forgets filters that it unsubscribes from, and calls back at a SUBSCRIBE with too many of them.
   * @param {import('node:events').EventEmitter} parser of mqtt-packet
   * @param {() => void} tooMany
   */
  follow(parser, tooMany) {
    parser.on('packet', ({ cmd, subscriptions, unsubscriptions }) => {
      if (cmd === 'unsubscribe') for (const filter of unsubscriptions) this.unsubscribe(filter);
      if (cmd === 'subscribe' && subscriptions.length > CONNECTION_LIMITS.filtersPerSubscribe) tooMany();
    });
  }
}
