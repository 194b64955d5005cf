// Maps a request to an operation of AWS's API, and to the resource that IAM checks. REST bindings: published service
// models of IoT and Lambda. Resources: Service Authorization Reference, "Actions, resources, and condition keys for
// AWS IoT" (an action without a resource type is checked against `*`).

/**
 * @typedef {{action: string, resource: string, context?: Record<string, string>}} Permission
 * @typedef {{name: string, resource: string, mutates: boolean, also?: Permission[]}} Operation also: what else IAM is asked
 * @typedef {{method: string, path: string, query: [string, string][], headers: Map<string, string>, body: Buffer}} Wire
 * @typedef {{partition: string, region: string, account: string}} Place
 */

const bodyMember = (wire, member) => {
  try {
    return JSON.parse(wire.body.toString())?.[member];
  } catch {
    return undefined;
  }
};

/** IoT: method, path, operation, resource type or function of (path parameters, request). */
const IOT_ROUTES = [
  ['GET', '/endpoint', 'DescribeEndpoint', '*'],
  ['GET', '/policies', 'ListPolicies', '*'],
  ['GET', '/policies/:', 'GetPolicy', 'policy'],
  ['POST', '/policies/:', 'CreatePolicy', 'policy'],
  ['DELETE', '/policies/:', 'DeletePolicy', 'policy'],
  ['GET', '/policies/:/version', 'ListPolicyVersions', 'policy'],
  ['POST', '/policies/:/version', 'CreatePolicyVersion', 'policy'],
  ['GET', '/policies/:/version/:', 'GetPolicyVersion', 'policy'],
  ['PATCH', '/policies/:/version/:', 'SetDefaultPolicyVersion', 'policy'],
  ['DELETE', '/policies/:/version/:', 'DeletePolicyVersion', 'policy'],
  ['POST', '/policy-targets/:', 'ListTargetsForPolicy', 'policy'],
  ['PUT', '/target-policies/:', 'AttachPolicy', (_, wire) => bodyMember(wire, 'target')],
  ['POST', '/target-policies/:', 'DetachPolicy', (_, wire) => bodyMember(wire, 'target')],
  ['POST', '/attached-policies/:', 'ListAttachedPolicies', '*'],
  ['POST', '/certificate/register-no-ca', 'RegisterCertificateWithoutCA', '*'],
  ['POST', '/certificate/register', 'RegisterCertificate', '*'],
  ['GET', '/certificates', 'ListCertificates', '*'],
  ['GET', '/certificates/:', 'DescribeCertificate', 'cert'],
  ['PUT', '/certificates/:', 'UpdateCertificate', 'cert'],
  ['DELETE', '/certificates/:', 'DeleteCertificate', 'cert'],
  ['GET', '/things', 'ListThings', '*'],
  ['GET', '/things/:', 'DescribeThing', 'thing'],
  ['POST', '/things/:', 'CreateThing', 'thing'],
  ['PATCH', '/things/:', 'UpdateThing', 'thing'],
  ['DELETE', '/things/:', 'DeleteThing', 'thing'],
  ['GET', '/things/:/principals', 'ListThingPrincipals', 'thing'],
  ['PUT', '/things/:/principals', 'AttachThingPrincipal', (_, wire) => wire.headers.get('x-amzn-principal')],
  [
    'DELETE',
    '/things/:/principals',
    'DetachThingPrincipal',
    (_, wire) => wire.headers.get('x-amzn-principal'),
  ],
  ['GET', '/principals/things', 'ListPrincipalThings', (_, wire) => wire.headers.get('x-amzn-principal')],
  // Deprecated by AWS in favour of AttachPolicy; the vendor's functions use it.
  [
    'PUT',
    '/principal-policies/:',
    'AttachPrincipalPolicy',
    (_, wire) => wire.headers.get('x-amzn-iot-principal'),
  ],
  ['GET', '/thing-types', 'ListThingTypes', '*'],
  ['POST', '/thing-types/:', 'CreateThingType', 'thingtype'],
  ['GET', '/thing-types/:', 'DescribeThingType', 'thingtype'],
  ['POST', '/thing-types/:/deprecate', 'DeprecateThingType', 'thingtype'],
  ['DELETE', '/thing-types/:', 'DeleteThingType', 'thingtype'],
  ['GET', '/registrationcode', 'GetRegistrationCode', '*'],
  ['POST', '/cacertificate', 'RegisterCACertificate', '*'],
  ['GET', '/cacertificates', 'ListCACertificates', '*'],
  ['GET', '/certificates-by-ca/:', 'ListCertificatesByCA', '*'],
  ['GET', '/cacertificate/:', 'DescribeCACertificate', 'cacert'],
  ['PUT', '/cacertificate/:', 'UpdateCACertificate', 'cacert'],
  ['DELETE', '/cacertificate/:', 'DeleteCACertificate', 'cacert'],
  ['GET', '/rules', 'ListTopicRules', '*'],
  ['GET', '/rules/:', 'GetTopicRule', 'rule'],
  ['POST', '/rules/:', 'CreateTopicRule', 'rule'],
  ['DELETE', '/rules/:', 'DeleteTopicRule', 'rule'],
];

const FUNCTIONS = '/2015-03-31/functions';
const LAMBDA_ROUTES = [
  ['GET', FUNCTIONS, 'ListFunctions', '*'],
  ['POST', FUNCTIONS, 'CreateFunction', (_, wire) => ({ named: bodyMember(wire, 'FunctionName') })],
  ['GET', `${FUNCTIONS}/:`, 'GetFunction', 'function'],
  ['DELETE', `${FUNCTIONS}/:`, 'DeleteFunction', 'function'],
  ['GET', `${FUNCTIONS}/:/configuration`, 'GetFunctionConfiguration', 'function'],
  ['PUT', `${FUNCTIONS}/:/code`, 'UpdateFunctionCode', 'function'],
  ['GET', `${FUNCTIONS}/:/policy`, 'GetPolicy', 'function'],
  ['POST', `${FUNCTIONS}/:/policy`, 'AddPermission', 'function'],
  ['DELETE', `${FUNCTIONS}/:/policy/:`, 'RemovePermission', 'function'],
];

const compile = (routes) =>
  routes.map(([method, path, name, resource]) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(':', '([^/]+)')}/?$`),
    name,
    resource,
  }));
const ROUTES = { iot: compile(IOT_ROUTES), lambda: compile(LAMBDA_ROUTES) };

function arn(service, { partition, region, account }, type, name) {
  if (name?.startsWith('arn:')) return name; // Lambda takes either
  const separator = service === 'lambda' ? ':' : '/';
  return `arn:${partition}:${service}:${region}:${account}:${type}${separator}${name}`;
}

function restOperation(service, wire, place) {
  for (const route of ROUTES[service]) {
    const match = route.method === wire.method && route.pattern.exec(wire.path);
    if (!match) continue;
    const [first] = match.slice(1).map(decodeURIComponent);
    let resource = route.resource;
    if (typeof resource === 'function') {
      const found = resource(match, wire);
      resource = typeof found === 'object' ? arn(service, place, 'function', found.named) : (found ?? '*');
    } else if (resource !== '*') resource = arn(service, place, resource, first);
    const also = permissionToPassRole(route.name, wire);
    return { name: route.name, resource, mutates: wire.method !== 'GET', also };
  }
  return null;
}

/** Which request hands a role to which service, and where the role stands in the body. */
const ROLE_RECEIVERS = {
  CreateFunction: ['lambda.amazonaws.com', (wire) => bodyMember(wire, 'Role')],
  RegisterCACertificate: ['iot.amazonaws.com', (wire) => bodyMember(wire, 'registrationConfig')?.roleArn],
  UpdateCACertificate: ['iot.amazonaws.com', (wire) => bodyMember(wire, 'registrationConfig')?.roleArn],
};

/** Handing a role to a service needs iam:PassRole for it. @returns {Permission[]} */
function permissionToPassRole(name, wire) {
  const [service, roleOf] = ROLE_RECEIVERS[name] ?? [];
  const role = roleOf?.(wire);
  return role
    ? [{ action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': service } }]
    : [];
}

/** The parameters of a query request. @param {Wire} wire */
export const formOf = (wire) =>
  new URLSearchParams(wire.method === 'GET' ? wire.query : wire.body.toString());

function iamResource(form, { partition, account }, caller) {
  if (form.get('PolicySourceArn')) return form.get('PolicySourceArn');
  if (form.get('PolicyArn') && !form.get('UserName') && !form.get('RoleName')) return form.get('PolicyArn');
  if (form.get('RoleName')) return `arn:${partition}:iam::${account}:role/${form.get('RoleName')}`;
  if (form.get('UserName')) return `arn:${partition}:iam::${account}:user/${form.get('UserName')}`;
  return /^(Get|List)(User|AccessKeys|UserPolic)/.test(form.get('Action')) ? caller : '*';
}

function queryOperation(service, wire, place, caller) {
  const form = formOf(wire);
  const name = form.get('Action');
  if (!name || !/^[A-Z][A-Za-z]+$/.test(name)) return null;
  let resource = '*';
  if (service === 'iam') resource = iamResource(form, place, caller);
  if (service === 'sts' && form.get('RoleArn')) resource = form.get('RoleArn');
  if (name === 'GetFederationToken')
    resource = `arn:${place.partition}:sts::${place.account}:federated-user/${form.get('Name')}`;
  const stack = service === 'cloudformation' && form.get('StackName');
  if (stack) resource = stack.startsWith('arn:') ? stack : arn(service, place, 'stack', `${stack}/*`);
  // Without a name, DescribeStacks lists all stacks (CloudFormation API reference).
  const also = name === 'DescribeStacks' && !stack ? [{ action: 'cloudformation:ListStacks', resource }] : [];
  return { name, resource, mutates: !/^(Get|List|Describe|Simulate)/.test(name), also };
}

/** CloudWatch Logs names the operation in a header. */
function logsOperation(wire, place) {
  const [, name] = /^Logs_20140328\.([A-Z][A-Za-z]+)$/.exec(wire.headers.get('x-amz-target') ?? '') ?? [];
  if (!name) return null;
  const group = bodyMember(wire, 'logGroupName');
  const resource = group ? logGroupArn(place, group) : '*';
  return { name, resource, mutates: !/^(Get|List|Describe|Filter)/.test(name) };
}

/** How IAM names a log group. @param {Place} place */
export const logGroupArn = ({ partition, region, account }, group) =>
  `arn:${partition}:logs:${region}:${account}:log-group:${group}:log-stream:`;

/**
 * @param {string} service
 * @param {Wire} wire
 * @param {Place} place
 * @param {string} caller ARN of the caller
 * @returns {Operation | null}
 */
export function operationOf(service, wire, place, caller) {
  if (service in ROUTES) return restOperation(service, wire, place);
  if (service === 'logs') return logsOperation(wire, place);
  return queryOperation(service, wire, place, caller);
}

/** Operations of STS that need no permission (API reference: "No permissions are required"). */
export const FREE_OPERATIONS = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);
