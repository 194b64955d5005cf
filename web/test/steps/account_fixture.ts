/** Fixture for tests of the AWS account card and its form: the card with a core that only recognises texts. */
import type { Answer, Recognised } from '../../../wasm/provisioner';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/account-card';
import '../../src/components/file-button';
import { rememberRegion } from '../../src/storage/preferences';
import { view } from '../scenes';

export const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12';
export const recognised: Recognised = {
  form: 'environment_bash',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: secret,
  sessionToken: '',
  region: 'eu-central-1',
  profile: '',
  warnings: [],
};

/** The card of the current test, and its calls and commands. */
export const fixture = {
  card: null as unknown as HTMLElementTagNameMap['account-card'],
  sent: [] as Command[],
  /** The core's answer to every text. */
  answer: { ok: true, value: recognised } as Answer<Recognised>,
  /** The texts that the core was asked to recognise. */
  read: [] as string[],
  /** The regions for which the core was asked for policies. */
  policies: [] as string[],
};

/** The form in the card. */
export function form(): ShadowRoot {
  const found = fixture.card.renderRoot.querySelector('key-form')?.shadowRoot;
  if (!found) throw new Error('no form');
  return found;
}

/** All text and all attributes below the root, through shadow roots. */
export function written(root: Element | ShadowRoot): string {
  const own = root instanceof Element ? [...root.attributes].map(({ value }) => value).join(' ') : '';
  const text = [...root.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent);
  const inside = root instanceof Element && root.shadowRoot ? written(root.shadowRoot) : '';
  return [own, ...text, inside, ...[...root.children].map(written)].join(' ');
}

/** The values of all fields that are not empty. */
export function values(): string[] {
  const inputs = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [element.value]
        : []),
      ...(element.shadowRoot ? inputs(element.shadowRoot) : []),
    ]);
  return inputs(document).filter((value) => value !== '');
}

/** Waits until files are read, the core has answered, and the card has rendered. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; ++round) await new Promise((resolve) => setTimeout(resolve));
  await fixture.card.updateComplete;
}

/** Dispatches a paste, drag or drop. True if the page prevented the browser's own action. */
export function transfer(
  target: EventTarget,
  kind: 'paste' | 'dragover' | 'drop',
  { text = '', files = [] as File[] },
): boolean {
  const event = new Event(kind, { bubbles: true, cancelable: true, composed: true });
  const types = [...(files.length > 0 ? ['Files'] : []), ...(text ? ['text/plain'] : [])];
  const value = { types, files, getData: () => text, dropEffect: 'copy' };
  Object.defineProperty(event, kind === 'paste' ? 'clipboardData' : 'dataTransfer', { value });
  return !target.dispatchEvent(event);
}

/** The box for pasted keys. */
export function box(): HTMLTextAreaElement {
  const found = form().querySelector('textarea');
  if (!found) throw new Error('no box');
  return found;
}

/** Pastes text into the box. */
export async function paste(text: string): Promise<void> {
  transfer(box(), 'paste', { text });
  await settle();
}

export const keyFile = (content: BlobPart, name = 'accessKeys.csv'): File => new File([content], name);

/** Draws a new card with an empty form. `region`: the one that the user chose before; none by default. */
export async function drawCard(region = ''): Promise<void> {
  localStorage.clear();
  if (region !== '') rememberRegion(region);
  document.body.replaceChildren();
  fixture.sent = [];
  fixture.read = [];
  fixture.policies = [];
  fixture.answer = { ok: true, value: recognised };
  const card = document.createElement('account-card');
  fixture.card = card;
  card.view = view();
  const recognise: Enquiries['recognise'] = (text) => {
    fixture.read.push(text);
    return Promise.resolve(fixture.answer);
  };
  const policies: Enquiries['policies'] = (region) => {
    fixture.policies.push(region);
    return new Promise(() => undefined);
  };
  card.ask = { recognise, policies } as Enquiries;
  card.addEventListener('command', (event: CommandEvent) => fixture.sent.push(event.command));
  document.body.append(card);
  await card.updateComplete;
}
