// An error of a bus (device_bus.mjs). The page receives it as a DOMException with the same name.
export class Refusal extends Error {
  /** @param {string} name of the DOMException */
  constructor(name) {
    super(name);
    this.name = name;
  }
}
