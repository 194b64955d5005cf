// AWS's host names in the regions of these boards: the service and region of a Host header, and the names in the
// local cloud's certificate. Facts: reference/aws.md, "Regions" and "Services and hosts".

export const REGIONS = [
  'us-east-2',
  'us-east-1',
  'us-west-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'cn-north-1',
];

const REGIONAL_SERVICES = ['iot', 'sts', 'cloudformation', 'lambda', 'logs'];

/** How a service writes its errors and results. */
export const PROTOCOLS = {
  iot: 'rest',
  lambda: 'rest',
  logs: 'json',
  sts: 'query',
  iam: 'query',
  cloudformation: 'query',
};

/** @param {string} region */
export function suffixOf(region) {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** @param {string} region */
export function partitionOf(region) {
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** What follows the account's own part in the name of a data endpoint. In China it is a label of its own. */
const dataLabelOf = (region) => (region.startsWith('cn-') ? '.ats' : '-ats');

/** The host of a service's endpoint: IAM has one per partition. */
export function hostOf(service, region) {
  if (service === 'iam')
    return partitionOf(region) === 'aws' ? 'iam.amazonaws.com' : `iam.${region}.${suffixOf(region)}`;
  return `${service}.${region}.${suffixOf(region)}`;
}

const CONTROL_HOSTS = new Map();
for (const region of REGIONS) {
  for (const service of REGIONAL_SERVICES) CONTROL_HOSTS.set(hostOf(service, region), { service, region });
}
CONTROL_HOSTS.set('iam.amazonaws.com', { service: 'iam', region: 'us-east-1' });
CONTROL_HOSTS.set('iam.cn-north-1.amazonaws.com.cn', { service: 'iam', region: 'cn-north-1' });
CONTROL_HOSTS.set('sts.amazonaws.com', { service: 'sts', region: 'us-east-1' });

/**
 * What a Host header means.
 * @param {string} header
 * @returns {{kind: 'control', service: string, region: string, host: string} | {kind: 'data', region: string, host: string}
 *   | {kind: 'local', host: string} | {kind: 'stranger', host: string}}
 */
export function meaningOfHost(header) {
  const host = header.replace(/:\d+$/, '').toLowerCase();
  const control = CONTROL_HOSTS.get(host);
  if (control) return { kind: 'control', host, ...control };
  if (host === 'localhost' || host === '127.0.0.1') return { kind: 'local', host };
  const [prefix] = /^[a-z0-9]*/.exec(host);
  const region = REGIONS.find(
    (name) => host === `${prefix}${dataLabelOf(name)}.iot.${name}.${suffixOf(name)}`,
  );
  if (prefix && region) return { kind: 'data', region, host };
  return { kind: 'stranger', host };
}

/** All names of the server certificate. */
export function certificateNames() {
  // A wildcard stands for one whole label.
  const dataNames = REGIONS.map((region) => {
    const wildcard = `*${dataLabelOf(region)}`.replace('*-ats', '*');
    return `${wildcard}.iot.${region}.${suffixOf(region)}`;
  });
  return ['localhost', ...CONTROL_HOSTS.keys(), ...dataNames];
}
