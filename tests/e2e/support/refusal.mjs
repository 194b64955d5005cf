// What a bus refuses reaches the page as a DOMException of that name.
export class Refusal extends Error {
  /** @param {string} name of the DOMException */
  constructor(name) {
    super(name);
    this.name = name;
  }
}
