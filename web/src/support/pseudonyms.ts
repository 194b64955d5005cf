/**
 * Replaces whatever tells whose account, board or network a text is about by pseudonyms such as "account-1", so that the text can be published. The same
 * value has the same pseudonym everywhere, whether it stands alone, in an ARN, in a topic or in JSON. Finds the values that it was told (`know`), and
 * every value that has the form of an identifier. Removes what looks like a key, because a key needs no name.
 */
export type Kind =
  | 'account'
  | 'address'
  | 'certificate'
  | 'endpoint'
  | 'id'
  | 'key'
  | 'mail'
  | 'name'
  | 'network'
  | 'serial'
  | 'thing'
  | 'user';

export const removed = '[removed]';

/** Shorter values are replaced only where they stand alone: the network "me" must not change the word "message". */
const distinctive = 8;

const pem = /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g;
/** Base64 (also in URLs and in JSON with escaped slashes) of at least 30 bytes: AWS's secret keys have 40 characters. */
const keyLike = /(?:[A-Za-z0-9+/=_-]|%[0-9A-Fa-f]{2}|\\\/){40,}/g;
/** A part of a path: a word, a number, or hexadecimal digits. */
const plainPart = /^(?:[a-z0-9_-]*|[A-Z0-9_-]*|[A-Z]?[a-z]+|[0-9a-fA-F]+)$/;

const arn = /arn:aws[\w-]*:[\w-]*:[\w-]*:\w*:[^\s"'<>,;)}\]]*[^\s"'<>,;)}\].:]/.source;

/** Forms of identifiers. The first that fits counts. */
const forms: readonly [kind: Kind, form: RegExp][] = [
  ['key', /(?<![A-Za-z0-9])A(?:KIA|SIA|IDA|ROA)[A-Z0-9]{12,}(?![A-Za-z0-9])/],
  ['mail', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/],
  ['endpoint', /(?<![A-Za-z0-9-])[a-z0-9]{6,}(?=(?:-ats)?\.iot\.)/],
  ['id', /(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])/],
  ['address', /(?<![0-9A-Za-z])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9A-Za-z])/],
  ['address', /(?<![\d./])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/],
  ['serial', /(?<![0-9A-Za-z])(?:MCHP|ATML|MC\d{2})[0-9A-Z]{8,}(?![0-9A-Za-z])/],
  ['account', /(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/],
  ['certificate', /(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])/],
  ['thing', /(?<![0-9A-Za-z])[0-9a-f]{40}(?![0-9A-Za-z])/],
  ['serial', /(?<=(?:^|[^0-9A-Za-z])(?:sn)?)[0-9a-f]{18}(?![0-9A-Za-z])/],
  ['id', /(?<![0-9A-Za-z])[0-9a-f]{16,}(?![0-9A-Za-z])/],
];

/** Words in ARNs that say nothing about their owner: the names that AWS, the vendor's tool and this page use in every account. */
const common = new Set(
  (
    '* + # root $aws things shadow update delta get accepted rejected documents events presence connected disconnected certificates registered ' +
    'sensors web-provisioner aws-service-role service-role zt_policy MCHPStack MCHPProvToolAccess'
  ).split(' '),
);

/** The types of resources in ARNs, and what their names are. A bucket's ARN has no type. */
const kindOfResource: Readonly<Record<string, Kind>> = {
  user: 'user',
  'assumed-role': 'user',
  'federated-user': 'user',
  group: 'name',
  role: 'name',
  policy: 'name',
  thing: 'thing',
  thingtype: 'name',
  cert: 'certificate',
  cacert: 'certificate',
  client: 'thing',
  topic: 'thing',
  topicfilter: 'thing',
  rule: 'name',
  function: 'name',
  stack: 'name',
  'log-group': 'name',
};

function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value; // half of a surrogate pair
  }
}

function isKey(run: string): boolean {
  return run.split(/\\?\/|%2F/i).some((part) => !plainPart.test(part));
}

export class Pseudonyms {
  /** By the value in small letters. */
  private readonly pseudonyms = new Map<string, string>();
  private readonly counts = new Map<Kind, number>();
  /** The values that were told, by each of their spellings in small letters. */
  private readonly known = new Map<string, string>();
  private pattern: RegExp | null = null;

  /** Replaces this value wherever it occurs. Ignores an empty one. */
  know(kind: Kind, value: string): void {
    if (value === '' || common.has(value)) return;
    this.nameOf(kind, value);
    for (const spelling of spellings(value)) this.known.set(spelling.toLowerCase(), value);
    this.pattern = null;
  }

  /** Returns the text without anything that identifies its owner. */
  in(text: string): string {
    this.pattern ??= this.compile();
    return text
      .replace(pem, removed)
      .replace(keyLike, (run) => (isKey(run) ? removed : run))
      .replace(this.pattern, (found, ...rest) => {
        const groups = rest.at(-1) as Record<string, string | undefined>;
        if (groups.arn !== undefined) return this.ofArn(found);
        const form = forms.findIndex((_, index) => groups[`form${index}`] !== undefined);
        return this.nameOf(forms[form]?.[0] ?? 'name', this.plain(found));
      });
  }

  private nameOf(kind: Kind, value: string): string {
    const key = value.toLowerCase();
    let pseudonym = this.pseudonyms.get(key);
    if (pseudonym === undefined) {
      const count = (this.counts.get(kind) ?? 0) + 1;
      this.counts.set(kind, count);
      pseudonym = `${kind}-${count}`;
      this.pseudonyms.set(key, pseudonym);
    }
    return pseudonym;
  }

  /** The value that was found in one of its spellings. */
  private plain(found: string): string {
    return this.known.get(found.toLowerCase()) ?? found;
  }

  private compile(): RegExp {
    const values = [...this.known.keys()].sort((a, b) => b.length - a.length);
    const known = values.map((value) =>
      value.length < distinctive ? `(?<![\\p{L}\\p{N}])${escaped(value)}(?![\\p{L}\\p{N}])` : escaped(value),
    );
    const all = [
      `(?<arn>${arn})`,
      ...known,
      ...forms.map(([, form], index) => `(?<form${index}>${form.source})`),
    ];
    return new RegExp(all.join('|'), 'giu');
  }

  /** Keeps partition, service, region and the kind of the resource, which a helper needs. */
  private ofArn(found: string): string {
    const [, partition, service, region, account = '', ...resource] = found.split(':');
    const [kind = '', ...parts] = resource.join(':').split(/(\\?\/|:)/);
    const of = kindOfResource[kind];
    const shown = parts.map((part, index) => (index % 2 === 1 ? this.ofResource(of ?? 'name', part) : part));
    const owner = /^\d+$/.test(account) ? this.nameOf('account', account) : account;
    const head = of ? kind : this.ofResource('name', kind);
    return ['arn', partition, service, region, owner, head + shown.join('')].join(':');
  }

  private ofResource(kind: Kind, part: string): string {
    return part === '' || common.has(part) ? part : this.nameOf(kind, this.plain(part));
  }
}

/** How a value may be written: as it is, in JSON, in a URL. */
function spellings(value: string): string[] {
  return [value, JSON.stringify(value).slice(1, -1), encoded(value)];
}
