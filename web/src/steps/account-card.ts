/**
 * The AWS account card: takes keys, hands them to the core at once and forgets them. Nothing typed or pasted here stays in the page: the paste
 * never reaches its box, and the fields are cleared with the hand-over.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { AccountState, ErrorInfo, Keys, Recognised } from '../../../wasm/provisioner';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import '../components/key-guide';
import { PageElement } from '../components/page-element';
import '../components/secret-field';
import type { SecretField } from '../components/secret-field';
import { shared } from '../components/shared-styles';
import '../components/step-card';
import type { Sign } from '../components/step-card';
import { rememberedRegion, rememberRegion } from '../storage/preferences';
import { explain, text } from '../text/catalogue';

const words = text.account;

@customElement('account-card')
export class AccountCard extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @state() private region = rememberedRegion();
  /** What the last paste was, in words: never its content. */
  @state() private pasted = '';
  @state() private pasteError: ErrorInfo | null = null;
  @query('#key-id') private readonly keyId!: HTMLInputElement;
  @query('#secret') private readonly secret!: SecretField;
  @query('#token') private readonly token!: SecretField;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
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
      }
      @media (max-width: 480px) {
        .fields {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** Said until the keys are taken: who forgets them later finds a fresh card. */
  protected override willUpdate(): void {
    if (this.view.state.account.status === 'good') this.pasted = '';
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const { account } = view.state;
    const [sign, status] = this.status(account);
    return html`<step-card
      number="2"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${this.summary(account)}
      .folded=${account.status === 'good' && account.kind !== 'root'}
      .simulated=${view.simulated}
      .current=${view.state.next === 'give_keys'}
    >
      <div class="stack">${account.status === 'good' ? this.good(account) : this.form(account)}</div>
    </step-card>`;
  }

  private status(account: AccountState): [Sign, string] {
    if (this.view.framed && !this.view.simulated) return ['attention', words.status.framed];
    switch (account.status) {
      case 'empty':
        return ['todo', words.status.empty];
      case 'checking':
        return ['working', words.status.checking];
      case 'good':
        return ['good', words.status.good];
      case 'refused':
        return ['failed', account.error ? explain(account.error).title : words.status.refused];
    }
  }

  private summary(account: AccountState): string {
    // That a user is an administrator is learnt after the card has folded: it says so there, and nothing jumps.
    const power = account.powerful && account.kind !== 'root' ? words.powerful.inShort : '';
    return [account.accountId, account.userName, account.region, power].filter(Boolean).join(' · ');
  }

  private good(account: AccountState): TemplateResult {
    const { facts } = words;
    const rows: [string, string][] = [
      [facts.account, account.accountId],
      [facts.user, account.userName],
      [facts.region, account.region],
      [facts.key, account.keyEnding ? words.keyEnding(account.keyEnding, account.temporary) : ''],
      [facts.endpoint, account.endpoint],
    ];
    return html`<dl class="facts">
        ${rows
          .filter(([, value]) => value !== '')
          .map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd class="mono">${value}</dd>`,
          )}
      </dl>
      ${
        account.powerful
          ? html`<p class="caution">
              ${account.kind === 'root' ? words.powerful.root : words.powerful.user}
            </p>`
          : nothing
      }
      ${account.clockOffsetSeconds === 0 ? nothing : html`<p class="caution">${words.clock(account.clockOffsetSeconds)}</p>`}
      <button @click=${() => this.send({ do: 'sign_out' })}>${words.forget}</button>
      ${this.guide(true)}`;
  }

  private form(account: AccountState): TemplateResult {
    const { view } = this;
    if (view.simulated) {
      return html`<button
        class=${view.state.next === 'give_keys' ? 'primary' : ''}
        data-primary
        ?disabled=${account.status === 'checking'}
        @click=${() => this.send({ do: 'simulated_sign_in' })}
      >
        ${text.simulation.signIn}
      </button>`;
    }
    if (view.framed) {
      return html`<error-note .error=${{ code: 'page.framed', params: {}, detail: '' }}></error-note
        >${this.tryInstead()}`;
    }
    const checking = account.status === 'checking';
    const error = this.pasteError ?? account.error ?? view.errors.account ?? null;
    return html`${error ? html`<error-note .error=${error}></error-note>` : nothing}
      <label class="wide"
        >${words.paste}
        <textarea
          placeholder=${words.pasteHint}
          autocomplete="off"
          spellcheck="false"
          ?disabled=${checking || view.core !== 'ready'}
          @paste=${this.onPaste}
          @input=${this.onPasteTyped}
        ></textarea>
      </label>
      ${this.pasted ? html`<p class="small" role="status">${this.pasted}</p>` : nothing}
      <p class="or muted">${words.or}</p>
      <div class="fields wide">${this.fields()}</div>
      <div class="row">
        <button
          class=${view.state.next === 'give_keys' ? 'primary' : ''}
          data-primary
          ?disabled=${checking || view.core !== 'ready'}
          @click=${this.submit}
        >
          ${words.check}
        </button>
        ${this.tryInstead()}
      </div>
      <p class="muted small">${words.promise}</p>
      ${this.guide(false)}`;
  }

  private fields(): TemplateResult {
    return html`<div class="field">
        <label for="key-id">${words.keyId}</label>
        <input
          id="key-id"
          class="mono"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          @keydown=${this.onKey}
        />
      </div>
      <secret-field id="secret" class="both" .label=${words.secret} @keydown=${this.onKey}></secret-field>
      <secret-field
        id="token"
        .label=${words.token}
        .hint=${words.tokenHint}
        @keydown=${this.onKey}
      ></secret-field>
      <label
        >${words.region}
        <select .value=${live(this.region)} @change=${this.onRegion}>
          ${this.view.regions.map(
            ({ name }) =>
              html`<option value=${name} ?selected=${name === this.region}>
                ${this.regionWords(name)}
              </option>`,
          )}
        </select>
      </label>`;
  }

  private regionWords(name: string): string {
    const places: Readonly<Record<string, string>> = text.places;
    const place = places[name];
    return place ? `${name} · ${place}` : name;
  }

  private tryInstead(): TemplateResult {
    return html`<button class="plain" @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>`;
  }

  private guide(filled: boolean): TemplateResult {
    return html`<key-guide
      class="wide"
      .policies=${this.ask.policies()}
      .region=${filled ? this.view.state.account.region : this.region}
      .filled=${filled}
    ></key-guide>`;
  }

  private readonly onRegion = (event: Event): void => {
    this.region = (event.target as HTMLSelectElement).value;
    rememberRegion(this.region);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.submit();
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
    this.pasted = '';
    if (answer.ok) this.recognised(answer.value);
  }

  private recognised({ form, profile, warnings, region, ...keys }: Recognised): void {
    if (region) {
      this.region = region;
      rememberRegion(region);
    }
    const recognised = words.recognised(words.forms[form], profile, region);
    this.pasted = [recognised, ...warnings.map((warning) => words.pasteWarnings[warning])].join(' ');
    this.clear();
    this.send({ do: 'sign_in', keys: { ...keys, region: this.region } });
  }

  private readonly submit = (): void => {
    const keys: Keys = {
      accessKeyId: this.keyId.value,
      secretAccessKey: this.secret.value,
      sessionToken: this.token.value,
      region: this.region,
    };
    this.pasted = '';
    this.pasteError = null;
    this.clear();
    this.send({ do: 'sign_in', keys });
  };

  private clear(): void {
    this.keyId.value = '';
    this.secret.clear();
    this.token.clear();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-card': AccountCard;
  }
}
