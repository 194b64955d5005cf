// A refusal of a bus, which the page gets as a DOMException with the same name.
export class Refusal extends Error {
  /** @param {string} name of the DOMException */
  constructor(name) {
    super(name);
    this.name = name;
  }
}
