/**
 * Where keys are pasted or typed: hands them to the core at once and forgets them. A paste never reaches its box. What was typed stays until
 * the core has taken it, so that a slip can be mended; then the secrets are cleared, and the id, which is none, when the form goes.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErrorInfo, Keys, Recognised } from '../../../wasm/provisioner';
import type { Command } from '../app/commands';
import { isEnterInField } from '../app/focus';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import '../components/key-guide';
import { PageElement } from '../components/page-element';
import { regionChoice } from '../components/region-choice';
import '../components/secret-field';
import type { SecretField } from '../components/secret-field';
import { shared } from '../components/shared-styles';
import { rememberedRegion, rememberRegion } from '../storage/preferences';
import { text } from '../text/catalogue';

const words = text.account;
type Pasted = Pick<Recognised, 'form' | 'profile' | 'region' | 'warnings'>;

function pastedWords({ form, profile, region, warnings }: Pasted): string {
  const recognised = words.recognised(words.forms[form], profile, region);
  return [recognised, ...warnings.map((warning) => words.pasteWarnings[warning])].join(' ');
}

@customElement('key-form')
export class KeyForm extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @state() private region = rememberedRegion();
  /** What the last paste was: never its content. */
  @state() private pasted: Pasted | null = null;
  @state() private pasteError: ErrorInfo | null = null;
  /** Typed keys were given to the core, which has not said yet whether it takes them. */
  private handedOver = false;
  @query('#key-id') private readonly keyId!: HTMLInputElement;
  @query('#secret') private readonly secret!: SecretField;
  @query('#token') private readonly token!: SecretField;

  static override styles = [
    shared,
    css`
      textarea {
        display: block;
        height: 56px;
        min-height: 56px;
        resize: none;
        border-style: dashed;
        font-size: 0.875rem;
      }
      .or {
        font-size: 0.875rem;
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

  protected override render(): TemplateResult {
    const { view } = this;
    const { account } = view.state;
    const disabled = this.isDisabled();
    const kept = account.status === 'refused' && account.keyEnding !== '';
    const isNext = view.state.next === 'give_keys';
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
      ${this.pasted ? html`<p class="small" role="status">${pastedWords(this.pasted)}</p>` : nothing}
      <p class="or muted">${words.or}</p>
      <div class="fields wide" @keydown=${this.onKey}>${this.fields()}</div>
      <div class="row">
        <button
          class=${isNext && !kept ? 'primary' : ''}
          ?data-primary=${!kept}
          ?disabled=${disabled}
          @click=${this.submit}
        >
          ${words.check}
        </button>
        ${
          view.state.boards.length > 0
            ? html`<button class="plain" @click=${() => this.send({ do: 'try' })}>
                ${words.tryInstead}
              </button>`
            : nothing // the Board card offers it
        }
      </div>
      <p class="muted small">${words.promise}</p>
      <key-guide class="wide" .policies=${this.ask.policies(this.region)} .region=${this.region}></key-guide>
    </div>`;
  }

  private isDisabled(): boolean {
    return this.view.state.account.status === 'checking' || this.view.core !== 'ready';
  }

  /** What the core itself refuses (aws.credentials_…) is a slip to be mended where it was typed. */
  protected override updated(): void {
    const { state, errors } = this.view;
    const refusal = errors.account?.code ?? '';
    if (!this.handedOver || (state.account.status !== 'checking' && refusal === '')) return;
    this.handedOver = false;
    if (!refusal.startsWith('aws.credentials_')) this.clearSecrets();
  }

  /** What AWS refused was not the keys: they are good for another try. */
  private kept(ending: string, isNext: boolean): TemplateResult {
    return html`<div class="row">
      <button
        class=${isNext ? 'primary' : ''}
        data-primary
        @click=${() => this.again({ do: 'check_keys_again', region: this.region })}
      >
        ${words.again(ending)}
      </button>
      <button class="plain" @click=${() => this.again({ do: 'sign_out' })}>${words.forget}</button>
    </div>`;
  }

  private again(command: Command): void {
    this.pasted = null;
    this.pasteError = null;
    this.send(command);
  }

  private fields(): TemplateResult {
    return html`<div class="field">
        <label for="key-id">${words.keyId}</label>
        <input id="key-id" class="mono" autocomplete="off" autocapitalize="characters" spellcheck="false" />
      </div>
      <secret-field id="secret" .label=${words.secret}></secret-field>
      <secret-field id="token" .label=${words.token} .hint=${words.tokenHint}></secret-field>
      ${regionChoice(this.view.regions, this.region, (region) => this.use(region))}`;
  }

  private use(region: string): void {
    this.region = region;
    rememberRegion(region);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isEnterInField(event) && !this.isDisabled()) this.submit();
  };

  /** The clipboard is read here and the box stays empty, so that no secret is ever drawn. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    void this.take(event.clipboardData?.getData('text/plain') ?? '');
  };

  /** Dropped or typed instead of pasted. */
  private readonly onPasteTyped = (event: InputEvent): void => {
    const box = event.target as HTMLTextAreaElement;
    if (event.inputType === 'insertText' && !box.value.includes('\n')) return;
    const pasted = box.value;
    box.value = '';
    void this.take(pasted);
  };

  private async take(pasted: string): Promise<void> {
    const answer = await this.ask.recognise(pasted);
    this.pasteError = answer.ok ? null : answer.error;
    this.pasted = null;
    if (answer.ok) this.recognised(answer.value);
  }

  private recognised({ form, profile, warnings, region, ...keys }: Recognised): void {
    if (region) this.use(region);
    this.pasted = { form, profile, region, warnings };
    this.keyId.value = ''; // of other keys
    this.clearSecrets();
    this.signIn({ ...keys, region: this.region });
  }

  private readonly submit = (): void => {
    this.pasted = null;
    this.pasteError = null;
    this.signIn({
      accessKeyId: this.keyId.value,
      secretAccessKey: this.secret.value,
      sessionToken: this.token.value,
      region: this.region,
    });
  };

  private signIn(keys: Keys): void {
    this.send({ do: 'sign_in', keys });
    this.handedOver = true;
  }

  private clearSecrets(): void {
    this.secret.clear();
    this.token.clear();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'key-form': KeyForm;
  }
}
