/**
 * The form for access keys. Pasted, dropped and typed keys go to the core, and the form keeps no copy. A paste never reaches a field that shows
 * text. Typed keys stay in their fields until the core accepts them, so that a typing error can be corrected; then the secret fields are cleared.
 */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Answer, ErrorInfo, Keys, Recognised } from '../../../wasm/provisioner';
import type { Command } from '../app/commands';
import { isEnterInField } from '../app/focus';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import type { FilesEvent } from '../components/file-button';
import '../components/key-guide';
import { PageElement } from '../components/page-element';
import { regionChoice } from '../components/region-choice';
import '../components/secret-field';
import type { SecretField } from '../components/secret-field';
import { shared } from '../components/shared-styles';
import { rememberedRegion, rememberRegion } from '../storage/preferences';
import { text } from '../text/catalogue';
import { missesDebugger } from './board-troubles';
import { copiedFiles, isMoreThanOneValue, isSecretAccessKey, maybeSecret, textOfFiles } from './key-paste';

const words = text.account;
/** The region of the policies that are shown to a user who has not chosen a region yet. */
const exampleRegion = 'us-east-1';

/** What the page remembers of a paste: what was recognised, never the keys. */
export type Pasted = Pick<Recognised, 'form' | 'profile' | 'region' | 'warnings'>;

/** Tells the card what the last paste was; null after typed keys. */
export class PastedEvent extends Event {
  static readonly type = 'pasted';

  constructor(readonly pasted: Pasted | null) {
    super(PastedEvent.type);
  }
}

/** Says in which form the keys came, and what is unusual about the text. */
export function pastedWords({ form, profile, region, warnings }: Pasted): string {
  const recognised = words.recognised(words.forms[form], profile, region);
  return [recognised, ...warnings.map((warning) => words.pasteWarnings[warning])].join(' ');
}

@customElement('key-form')
export class KeyForm extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** Empty while the user has to choose: nothing named a region, or the pasted one is not supported. */
  @state() private region = rememberedRegion();
  /** The region that the link to the page has proposed, until the user has confirmed it or chosen another one. */
  @state() private proposed = '';
  /** True after an attempt to sign in without a region. */
  @state() private isRegionMissing = false;
  @state() private pasted: Pasted | null = null;
  @state() private pasteError: ErrorInfo | null = null;
  /** True if the access key ID field may hold a secret, which must not be readable then. */
  @state() private isIdHidden = false;
  /** True after typed keys went to the core, until the core says whether it accepts them. */
  private handedOver = false;
  @query('#key-id') private readonly accessKeyId!: HTMLInputElement;
  @query('#secret') private readonly secretAccessKey!: SecretField;
  @query('#token') private readonly sessionToken!: SecretField;

  static override styles = [
    shared,
    css`
      textarea {
        display: block;
        height: 56px;
        min-height: 56px;
        resize: none;
        border-style: dashed;
        font-size: 0.8125rem;
      }
      .or {
        font-size: 0.8125rem;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 16px;
        align-items: end;
      }
      @media (max-width: 480px) {
        .fields {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { region } = this.view.presets;
    if (region === '' || changed.get('view')?.presets === this.view.presets || !changed.has('view')) return;
    this.region = this.proposed = region;
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const { account } = view.state;
    const disabled = this.isDisabled();
    const kept = account.status === 'refused' && account.keyEnding !== '';
    const isNext = view.state.next === 'give_keys' && !missesDebugger(view); // one primary button at a time
    const error = this.pasteError ?? view.errors.account ?? account.error ?? null;
    return html`<div class="stack">
      ${error ? html`<error-note .error=${error}></error-note>` : nothing}
      ${kept ? this.kept(account.keyEnding, isNext) : nothing}
      <label class="wide"
        >${words.paste}
        <textarea
          ?data-entry=${!kept}
          placeholder=${words.pasteHint}
          autocomplete="off"
          spellcheck="false"
          ?disabled=${disabled}
          @paste=${this.onPaste}
          @input=${this.onPasteTyped}
        ></textarea>
      </label>
      ${this.pasted || this.isRegionMissing || this.proposed ? html`<p class="small" role="status">${this.pasted ? pastedWords(this.pasted) : nothing} ${this.region === '' ? words.regionNeeded : this.proposed === '' ? nothing : words.regionProposed}</p>` : nothing}
      <file-button
        .label=${words.chooseFile}
        accept=".csv,.txt,.json,.ini,text/plain"
        ?disabled=${disabled}
        @files=${(event: FilesEvent) => void this.takeFiles(event.files)}
      ></file-button>
      <p class="or muted">${words.or}</p>
      <div class="fields wide" @keydown=${this.onKey} @paste=${this.onFieldPaste}>${this.fields()}</div>
      <div class="row">
        <button
          class=${isNext && !kept ? 'primary' : ''}
          ?data-primary=${!kept}
          ?disabled=${disabled || (this.region === '' && this.isFromPaste())}
          @click=${this.submit}
        >
          ${words.check}
        </button>
        ${
          view.state.boards.length > 0
            ? html`<button class="plain" @click=${() => this.send({ do: 'try' })}>
                ${words.tryInstead}
              </button>`
            : nothing // the Board card has this button
        }
      </div>
      <p class="muted small">${words.promise}</p>
      ${this.guide(this.region || rememberedRegion() || exampleRegion)}
    </div>`;
  }

  /** The button is not part of the first load, in which nobody chooses a file. */
  protected override firstUpdated(): void {
    const load = (): void => void import('../components/file-button').catch(() => undefined);
    for (const kind of ['focusin', 'pointerover']) this.addEventListener(kind, load, { once: true });
  }

  private guide(region: string): TemplateResult {
    return html`<key-guide
      class="wide"
      .policies=${() => this.ask.policies(region)}
      .region=${region}
    ></key-guide>`;
  }

  private isDisabled(): boolean {
    return this.view.state.account.status === 'checking' || this.view.core !== 'ready';
  }

  /** Keeps the secrets after aws.credentials_…, which the core reports for typing errors; clears them otherwise. */
  protected override updated(): void {
    const { state, errors } = this.view;
    const refusal = errors.account?.code ?? '';
    if (!this.handedOver || (state.account.status !== 'checking' && refusal === '')) return;
    this.handedOver = false;
    if (!refusal.startsWith('aws.credentials_')) this.clearSecrets();
  }

  /** After a refusal that is not the fault of the keys, the core still has them for another attempt. */
  private kept(ending: string, isNext: boolean): TemplateResult {
    return html`<div class="row">
      <button
        class=${isNext ? 'primary' : ''}
        data-primary
        @click=${() => this.again({ do: 'check_keys_again', region: this.region || this.view.state.account.region })}
      >
        ${words.again(ending)}
      </button>
      <button class="plain" @click=${() => this.again({ do: 'sign_out' })}>${words.forget}</button>
    </div>`;
  }

  private again(command: Command): void {
    this.note(null);
    this.pasteError = null;
    this.send(command);
  }

  private fields(): TemplateResult {
    return html`<div class="field">
        <label for="key-id">${words.accessKeyId}</label>
        <input
          id="key-id"
          class="mono ${this.isIdHidden ? 'secret' : ''}"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          @input=${this.onId}
        />
      </div>
      <secret-field id="secret" .label=${words.secretAccessKey}></secret-field>
      <secret-field id="token" .label=${words.sessionToken} .hint=${words.sessionTokenHint}></secret-field>
      ${regionChoice(this.region, (region) => this.use(region))}`;
  }

  private use(region: string): void {
    this.region = region;
    this.proposed = '';
    this.isRegionMissing = false;
    rememberRegion(region);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isEnterInField(event) && !this.isDisabled()) this.submit();
  };

  /** Reads files that hold keys. Does nothing while the form is disabled. */
  async takeFiles(files: Iterable<File>): Promise<void> {
    if (!this.isDisabled()) await this.take(await textOfFiles(files));
  }

  /** Reads the clipboard itself and leaves the box empty, so that a secret is never shown. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    const { clipboardData } = event;
    if (!clipboardData) return; // an audit tool dispatches an empty paste to check that the field allows pasting
    event.preventDefault();
    if (copiedFiles(clipboardData).length > 0) return; // the card reads files, wherever they are pasted
    this.takeText(clipboardData.getData('text/plain'));
  };

  /** Treats text with several values as a paste of both keys, whichever field it is pasted into. */
  private readonly onFieldPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const isSecret = event.composedPath()[0] === this.accessKeyId && isSecretAccessKey(pasted);
    if (!isSecret && !isMoreThanOneValue(pasted)) return;
    event.preventDefault();
    if (isSecret) this.moveToSecret(pasted);
    else this.takeText(pasted);
  };

  /** Text that reached the field in another way, such as by a drop. */
  private readonly onId = (event: Event): void => {
    const { value } = this.accessKeyId;
    const isTyped = event instanceof InputEvent && /^(insertText|delete)/.test(event.inputType);
    if (!isTyped && isSecretAccessKey(value)) this.moveToSecret(value);
    else if (!isTyped && isMoreThanOneValue(value)) {
      this.accessKeyId.value = '';
      this.takeText(value);
    } else if (this.pasted) this.note(null); // these are other keys
    this.isIdHidden = maybeSecret(this.accessKeyId.value);
  };

  private moveToSecret(secret: string): void {
    this.accessKeyId.value = isSecretAccessKey(this.accessKeyId.value) ? '' : this.accessKeyId.value;
    this.secretAccessKey.value = secret.trim();
    this.secretAccessKey.focus();
  }

  /** Text that was dropped on the box or typed into it. */
  private readonly onPasteTyped = (event: InputEvent): void => {
    const box = event.target as HTMLTextAreaElement;
    const isTyped = event.inputType === 'insertText' && !box.value.includes('\n');
    const pasted = box.value;
    if (!isTyped) box.value = '';
    box.classList.toggle('secret', maybeSecret(box.value));
    if (!isTyped) this.takeText(pasted);
  };

  private takeText(pasted: string): void {
    if (!this.isDisabled()) void this.take({ ok: true, value: pasted });
  }

  private async take(pasted: Answer<string>): Promise<void> {
    const answer = pasted.ok ? await this.ask.recognise(pasted.value) : pasted;
    this.pasteError = answer.ok ? null : answer.error;
    this.note(null);
    if (answer.ok) this.recognised(answer.value);
    else this.keepId(answer.error);
  }

  /** An access key ID that came without its secret goes into its field, so that only the rest has to be entered. */
  private keepId({ params }: ErrorInfo): void {
    const id = params.access_key_id;
    if (typeof id !== 'string') return;
    this.accessKeyId.value = id;
    this.isIdHidden = false;
    this.secretAccessKey.focus();
  }

  private note(pasted: Pasted | null): void {
    this.pasted = pasted;
    this.dispatchEvent(new PastedEvent(pasted));
  }

  private recognised({ form, profile, warnings, region, ...keys }: Recognised): void {
    this.note({ form, profile, region, warnings });
    this.accessKeyId.value = ''; // it may hold the ID of other keys
    this.isIdHidden = false;
    this.clearSecrets();
    const isSupported = !warnings.includes('region_not_supported');
    if (region && isSupported) this.use(region);
    const isConfirmed = this.region !== '' && this.proposed === '';
    if (isSupported && isConfirmed) this.signIn({ ...keys, region: this.region });
    else this.askForRegion(keys, isSupported ? this.proposed : '');
  }

  /** Fills the fields without signing in, because the keys must not be used in a region that their owner did not choose. */
  private askForRegion(
    { accessKeyId, secretAccessKey, sessionToken }: Omit<Keys, 'region'>,
    proposed: string,
  ): void {
    this.region = proposed;
    this.accessKeyId.value = accessKeyId;
    this.secretAccessKey.value = secretAccessKey;
    this.sessionToken.value = sessionToken;
  }

  private readonly submit = (): void => {
    if (!this.isFromPaste()) this.note(null);
    this.isRegionMissing = this.region === '';
    if (this.isRegionMissing) {
      this.renderRoot.querySelector('select')?.focus();
      return;
    }
    this.pasteError = null;
    if (this.proposed !== '') this.use(this.proposed);
    this.signIn({
      accessKeyId: this.accessKeyId.value,
      secretAccessKey: this.secretAccessKey.value,
      sessionToken: this.sessionToken.value,
      region: this.region,
    });
  };

  /** True if the fields were filled from a paste that lacked a supported region. */
  private isFromPaste(): boolean {
    const { pasted } = this;
    return pasted !== null && (pasted.region === '' || pasted.warnings.includes('region_not_supported'));
  }

  private signIn(keys: Keys): void {
    this.send({ do: 'sign_in', keys });
    this.handedOver = true;
  }

  private clearSecrets(): void {
    this.secretAccessKey.clear();
    this.sessionToken.clear();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'key-form': KeyForm;
  }
}
