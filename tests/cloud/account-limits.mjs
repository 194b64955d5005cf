// Two refusals of AWS IoT that a test can switch on: the account holds as many resources as it may, and a resource
// was created so recently that the operations which attach it do not find it yet.

/** Operation → the list of the inventory that it adds to. */
const CREATORS = {
  RegisterCertificateWithoutCA: 'certificates',
  CreatePolicy: 'policies',
  CreateThing: 'things',
};

/**
 * @typedef {{service: string, region: string}} Target
 * @typedef {import('./operations.mjs').Operation} Operation
 * @typedef {import('./operations.mjs').Wire} Wire
 * @typedef {{status: number, code: string, message: string}} AwsError
 */

export class AccountLimits {
  /** @type {Partial<Record<'certificates' | 'policies' | 'things', number>>} */
  #limits = {};
  #attachDelayMs = 0;
  /** When the front saw each resource created, by region and name or ARN. @type {Map<string, number>} */
  #createdAt = new Map();

  /** Sets how many of each kind a region may hold; a kind that is not given has no limit. */
  setLimits(limits) {
    this.#limits = limits;
  }

  /** For this time after a policy, certificate or thing was created, AttachPolicy and AttachThingPrincipal answer 404. */
  setAttachDelay(milliseconds) {
    this.#attachDelayMs = milliseconds;
  }

  clear() {
    this.#limits = {};
    this.#attachDelayMs = 0;
  }

  /**
   * The error that AWS IoT answers instead of doing the operation, or null.
   * @param {Target} target @param {Operation} operation @param {Wire} wire
   * @param {() => Promise<Record<string, object[]>>} inventory
   * @returns {Promise<AwsError | null>}
   */
  async refuse(target, operation, wire, inventory) {
    if (target.service !== 'iot') return null;
    const kind = CREATORS[operation.name];
    if (kind && kind in this.#limits) {
      const present = (await inventory())[kind];
      const repeated = present.some((item) => isCreatedBy(item, wire));
      if (present.length >= this.#limits[kind] && !repeated)
        return {
          status: 410,
          code: 'LimitExceededException',
          message: `The account has reached the limit of ${kind}`,
        };
    }
    const hidden = named(operation, wire).find((name) => this.#isTooNew(target, name));
    if (hidden === undefined) return null;
    return { status: 404, code: 'ResourceNotFoundException', message: `${hidden} cannot be found` };
  }

  /**
   * Records when a resource was created. Call it after each operation.
   * @param {Target} target @param {Operation} operation @param {Wire} wire @param {Buffer} body of the answer
   */
  recordCreation(target, operation, wire, body) {
    if (target.service !== 'iot' || !(operation.name in CREATORS)) return;
    const name = nameInPath(wire) ?? JSON.parse(body.toString()).certificateArn;
    const key = `${target.region} ${name}`;
    if (!this.#createdAt.has(key)) this.#createdAt.set(key, Date.now());
  }

  #isTooNew({ region }, name) {
    const created = this.#createdAt.get(`${region} ${name}`);
    return created !== undefined && Date.now() < created + this.#attachDelayMs;
  }
}

/** The resources that an attaching operation must find. */
function named(operation, wire) {
  if (operation.name === 'AttachPolicy') return [nameInPath(wire), JSON.parse(wire.body.toString()).target];
  if (operation.name === 'AttachThingPrincipal')
    return [nameInPath(wire), wire.headers.get('x-amzn-principal')];
  return [];
}

/** The thing's or policy's name; undefined for a certificate, which is registered without a name. */
function nameInPath(wire) {
  const match = /^\/(?:things|policies|target-policies)\/([^/]+)/.exec(wire.path);
  return match ? decodeURIComponent(match[1]) : undefined;
}

/** Whether the request creates this resource again. AWS reports that with another error than a full account. */
function isCreatedBy({ thingName, name, pem }, wire) {
  if (pem !== undefined) return pem.trim() === JSON.parse(wire.body.toString()).certificatePem?.trim();
  return (thingName ?? name) === nameInPath(wire);
}
