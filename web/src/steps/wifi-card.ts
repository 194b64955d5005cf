/** The Wi-Fi card: the network that the board joins. While the user types, the card explains the limits of the board. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BoardState, ErrorInfo, WifiSettings, WifiState } from '../../../wasm/provisioner';
import { isEnterInField } from '../app/focus';
import { selectedBoard, type Enquiries, type View } from '../app/view';
import '../components/error-note';
import { drawnWith } from '../components/drawn-with';
import { PageElement } from '../components/page-element';
import '../components/secret-field';
import type { SecretField } from '../components/secret-field';
import { shared } from '../components/shared-styles';
import '../components/step-card';
import type { Sign, StepCard } from '../components/step-card';
import { explain, text } from '../text/catalogue';

const words = text.wifi;
/** Matches names that routers give to their 5 GHz network. */
const looksLike5GHz = /(^|[^a-z0-9])5\s?g(hz)?($|[^a-z0-9])/i;
const securities = ['wpa', 'open', 'wep'] as const;

/** True if the user chose a network. */
function isNamed({ status, ssid }: WifiState): boolean {
  return status !== 'keep' && ssid !== '';
}

function networkOf({ ssid, security }: Pick<WifiSettings, 'ssid' | 'security'>): string {
  return `${ssid} · ${words.kinds[security]}`;
}

function isSame(settings: WifiSettings, other: WifiSettings | null): boolean {
  const { ssid, passphrase, security } = settings;
  return ssid === other?.ssid && passphrase === other.passphrase && security === other.security;
}

/** Straight apostrophes, which phones replace in the names of their hotspots; odd spaces; invisible characters. */
const lookalike = /['`´\u00a0\u00ad\u2000-\u200f\u202f\u2060\u3000\ufeff]/;

/** A hint at a possible mistake in settings that the board accepts; empty without one. */
function hintFor({ ssid, passphrase }: WifiSettings): string {
  if (ssid.trim() !== ssid && ssid.trim() !== '') return words.blankInName;
  if (passphrase.trim() !== passphrase) return words.blankInPassphrase;
  // Macs decompose the umlauts of file names, but not those of network names.
  if (lookalike.test(ssid) || ssid.normalize() !== ssid) return words.lookalikeInName;
  return looksLike5GHz.test(ssid) ? words.fiveGigahertz : '';
}

function objectionWords(objection: ErrorInfo): string {
  const { what, todo } = explain(objection);
  return `${what} ${todo}`;
}

@customElement('wifi-card')
export class WifiCard extends PageElement {
  @property(
    drawnWith((state) => [selectedBoard(state), state.boards.length, state.account.status, state.next]),
  )
  view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @state() private changing = false;
  @state() private chosenSecurity: WifiSettings['security'] | null = null;
  @state() private objection: ErrorInfo | null = null;
  @state() private hint = '';
  /** The name that the user has typed so far. */
  @state() private typed: string | null = null;
  /** The last network, offered for the next board. Its passphrase is kept only if the user asked for that. */
  @state() private last: WifiSettings | null = null;
  @state() private keeping = false;
  private signedIn = false;
  @query('#ssid') private readonly ssid!: HTMLInputElement | null;
  @query('#passphrase') private readonly passphrase!: SecretField | null;
  @query('step-card') private readonly card!: StepCard;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(120px, 1fr);
        gap: 16px;
      }
      .both {
        grid-column: 1 / -1;
      }
      @media (max-width: 480px) {
        .fields {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      /* Hints replace the explanation, so that nothing moves. */
      .hint {
        min-height: 40px;
      }
      .check {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .check input {
        width: 20px;
      }
      .objection {
        color: var(--warn);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.forget);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.forget);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { simulated, state } = this.view;
    // Settings for a real board do not belong to a virtual one.
    if ((changed.get('view') ?? this.view).simulated !== simulated) this.reset();
    const signedIn = state.account.status === 'good';
    if (this.signedIn && !signedIn && !simulated) this.forget(); // forgetting the keys means that the user is done
    if (!simulated) this.signedIn = signedIn;
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const board = selectedBoard(view.state);
    const asked = view.state.next === 'set_wifi' || view.state.next === 'send_wifi';
    const editing = board !== undefined && (asked || this.changing || board.wifi.status === 'failed');
    const [sign, status] = this.status(board, asked);
    const named = board !== undefined && isNamed(board.wifi);
    const error = board?.wifi.error ?? view.errors.wifi ?? null;
    return html`<step-card
      number="3"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${board && named ? networkOf(board.wifi) : ''}
      .folded=${!editing && error === null}
      .current=${asked}
    >
      <div class="stack">
        <error-note ?hidden=${!error} .error=${error}></error-note>
        ${editing ? this.renderForm(board.wifi, asked) : this.renderNetwork(board)}
      </div>
    </step-card>`;
  }

  private status(board: BoardState | undefined, asked: boolean): [Sign, string] {
    if (!board) return ['waiting', words.status.waiting];
    switch (board.wifi.status) {
      case 'keep':
        return asked ? ['todo', words.status.open] : ['waiting', words.status.keep];
      case 'set':
        return asked ? ['todo', words.status.open] : ['good', words.status.set];
      case 'sending':
        return ['working', words.status.sending];
      case 'sent':
        return ['good', words.status.sent];
      case 'failed':
        return ['failed', words.status.failed];
    }
  }

  private renderNetwork(board: BoardState | undefined): TemplateResult {
    if (!board) return html`<p class="muted">${words.explain}</p>`;
    return html`${isNamed(board.wifi) ? html`<p>${networkOf(board.wifi)}</p>` : nothing}
      <button ?disabled=${board.wifi.status === 'sending'} @click=${this.onChange}>${words.change}</button>`;
  }

  private renderForm(wifi: WifiState, asked: boolean): TemplateResult {
    return html`${isNamed(wifi) || this.view.simulated ? nothing : this.renderLastNetwork()}
      <div class="fields wide" @input=${this.onInput} @keydown=${this.onKey}>
        <div class="field">
          <label for="ssid">${words.ssid}</label>
          <input
            id="ssid"
            data-entry
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${this.typed ?? (wifi.ssid || (this.view.simulated ? words.simulated.ssid : this.view.presets.ssid))}
          />
        </div>
        <label
          >${words.security}
          <select @input=${this.onSecurity}>
            ${securities.map(
              (kind) =>
                html`<option value=${kind} ?selected=${kind === this.security}>${words.kinds[kind]}</option>`,
            )}
          </select>
        </label>
        ${
          this.security === 'open'
            ? nothing
            : html`<secret-field id="passphrase" class="both" .label=${words.passphrase}></secret-field>`
        }
      </div>
      ${this.security === 'open' || this.view.simulated ? nothing : this.renderKeepPassphrase()}
      ${this.renderHint()}
      <div class="row">
        <button class=${asked ? 'primary' : ''} data-primary @click=${this.use}>
          ${this.view.state.next === 'send_wifi' ? words.send : words.use}
        </button>
        ${isNamed(wifi) && !asked && wifi.status !== 'failed' ? html`<button @click=${this.back}>${words.back}</button>` : nothing}
        <button class="plain" @click=${this.keep}>${words.keep}</button>
      </div>`;
  }

  private renderLastNetwork(): TemplateResult | typeof nothing {
    const { last } = this;
    if (!last) return nothing;
    return html`<div class="row">
      <button @click=${this.onSame}>${words.same}: ${networkOf(last)}</button>
      ${
        last.passphrase ? html`<button class="plain" @click=${this.forget}>${words.forget}</button>` : nothing
      }
    </div>`;
  }

  /** Offered only to users who set up more than one board. */
  private renderKeepPassphrase(): TemplateResult | typeof nothing {
    if (!this.last && this.view.state.boards.length < 2) return nothing;
    return html`<label class="check">
      <input type="checkbox" .checked=${this.keeping} @change=${this.onKeeping} />
      ${words.keepForNext}
    </label>`;
  }

  private renderHint(): TemplateResult {
    const objection = this.objection ? objectionWords(this.objection) : this.hint;
    return html`<p class="hint small wide ${objection ? 'objection' : 'muted'}" role="status">
      ${objection || (this.view.simulated ? words.simulated.explain : words.explain)}
    </p>`;
  }

  private get security(): WifiSettings['security'] {
    return this.chosenSecurity ?? (this.view.simulated ? 'open' : 'wpa');
  }

  /** Null while the form is not shown. */
  private settings(): WifiSettings | null {
    const { ssid, passphrase, security } = this;
    return ssid && { ssid: ssid.value, passphrase: passphrase?.value ?? '', security };
  }

  private reset(): void {
    this.passphrase?.clear();
    this.typed = null;
    this.objection = null;
    this.hint = '';
    this.chosenSecurity = null;
    this.changing = false;
  }

  /** Checks the settings while the user types. Does not object yet while the passphrase is too short. */
  private readonly onInput = async (): Promise<void> => {
    if (!this.ssid) return;
    this.changing = true; // keeps the form open if the next action changes
    this.typed = this.ssid.value;
    await this.updateComplete; // another security may show or hide the passphrase field
    const settings = this.settings();
    if (!settings) return;
    this.hint = hintFor(settings);
    const answer = await this.ask.checkWifi(settings);
    if (!isSame(settings, this.settings())) return; // the user typed more in the meantime
    const tooShortYet =
      !answer.ok && answer.error.code === 'board.passphrase_length' && settings.passphrase.length < 8;
    const empty = settings.ssid === '';
    this.objection = answer.ok || tooShortYet || empty ? null : answer.error;
  };

  private readonly onChange = async (): Promise<void> => {
    this.changing = true;
    await this.updateComplete;
    this.ssid?.focus();
  };

  /** The event bubbles to onInput, which checks the settings again. */
  private readonly onSecurity = (event: Event): void => {
    this.chosenSecurity = (event.target as HTMLSelectElement).value as WifiSettings['security'];
    this.objection = null;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isEnterInField(event)) void this.use();
  };

  private readonly use = async (): Promise<void> => {
    const settings = this.settings();
    if (!settings) return;
    const answer = await this.ask.checkWifi(settings);
    this.objection = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.submit(settings);
  };

  private submit(settings: WifiSettings): void {
    if (!this.view.simulated)
      this.last = { ...settings, passphrase: this.keeping ? settings.passphrase : '' };
    this.reset();
    this.send({ do: 'set_wifi', settings });
  }

  /** Closes the form and keeps the network that was set before. */
  private readonly back = async (): Promise<void> => {
    this.reset();
    await this.updateComplete;
    await this.card.updateComplete;
    this.card.focus();
  };

  private readonly keep = (): void => {
    this.reset();
    this.send({ do: 'set_wifi', settings: null });
  };

  private readonly onSame = async (): Promise<void> => {
    const { last } = this;
    if (!last) return;
    if (last.passphrase || last.security === 'open') {
      this.submit(last);
      return;
    }
    this.changing = true;
    this.typed = last.ssid;
    this.chosenSecurity = last.security;
    await this.updateComplete;
    this.passphrase?.focus();
  };

  private readonly onKeeping = (event: Event): void => {
    this.keeping = (event.target as HTMLInputElement).checked;
    if (!this.keeping) this.forget();
  };

  private readonly forget = (): void => {
    this.keeping = false;
    if (this.last) this.last = { ...this.last, passphrase: '' };
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'wifi-card': WifiCard;
  }
}
