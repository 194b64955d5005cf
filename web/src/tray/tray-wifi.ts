/** The network that all boards of the tray get. The passphrase goes to the core at once; this element keeps none. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErrorInfo, TrayState, WifiSettings } from '../../../wasm/provisioner';
import { isEnterInField } from '../app/focus';
import type { Enquiries } from '../app/view';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import '../components/secret-field';
import type { SecretField } from '../components/secret-field';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';
import { tray as words } from '../text/tray';

const wifi = text.wifi;
const securities = ['wpa', 'open', 'wep'] as const;

@customElement('tray-wifi')
export class TrayWifi extends PageElement {
  @property({ attribute: false }) tray: TrayState | null = null;
  /** The network of a board, which the form proposes. */
  @property() proposed = '';
  @property({ type: Boolean }) simulated = false;
  /** True if this is what the boards wait for. */
  @property({ type: Boolean }) isNext = false;
  @property({ attribute: false }) ask!: Enquiries;
  @state() private changing = false;
  @state() private security: WifiSettings['security'] | null = null;
  @state() private objection: ErrorInfo | null = null;
  @query('#ssid') private readonly ssid!: HTMLInputElement;
  @query('secret-field') private readonly passphrase!: SecretField | null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .fields {
        display: grid;
        gap: 8px 16px;
        grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
        align-items: end;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { tray } = this;
    if (tray?.wifiDecided && !this.changing)
      return html`<div class="row">
        <span
          >${tray.ssid === '' ? words.settings.keeps : `${tray.ssid} · ${wifi.kinds[tray.security]}`}</span
        >
        <button class="plain" aria-label="${wifi.change}" @click=${this.change}>
          ${words.settings.change}
        </button>
      </div>`;
    const security = this.chosen;
    return html`<div class="fields" @keydown=${this.onKey}>
        <label
          >${wifi.ssid}
          <input
            id="ssid"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .defaultValue=${this.proposed || (this.simulated ? wifi.simulated.ssid : '')}
          />
        </label>
        <label
          >${wifi.security}
          <select @input=${this.onSecurity}>
            ${securities.map((kind) => html`<option value=${kind} ?selected=${kind === security}>${wifi.kinds[kind]}</option>`)}
          </select>
        </label>
        ${security === 'open' ? nothing : html`<secret-field .label=${wifi.passphrase}></secret-field>`}
      </div>
      <error-note ?hidden=${!this.objection} .error=${this.objection}></error-note>
      <div class="row">
        <button class=${this.isNext ? 'primary' : ''} @click=${this.use}>${wifi.use}</button>
        <button class="plain" @click=${this.keep}>${words.settings.keep}</button>
      </div>
      ${security === 'open' ? nothing : html`<p class="muted small">${words.settings.memory}</p>`}`;
  }

  private get chosen(): WifiSettings['security'] {
    return this.security ?? (this.simulated ? 'open' : 'wpa');
  }

  private readonly change = async (): Promise<void> => {
    this.changing = true;
    await this.updateComplete;
    this.ssid.focus();
  };

  private readonly onSecurity = (event: Event): void => {
    this.security = (event.target as HTMLSelectElement).value as WifiSettings['security'];
    this.objection = null;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isEnterInField(event)) void this.use();
  };

  private readonly use = async (): Promise<void> => {
    const settings = {
      ssid: this.ssid.value,
      passphrase: this.passphrase?.value ?? '',
      security: this.chosen,
    };
    const answer = await this.ask.checkWifi(settings);
    this.objection = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.passphrase?.clear();
    this.changing = false;
    this.send({ do: 'set_wifi', settings, board: 0 });
  };

  private readonly keep = (): void => {
    this.passphrase?.clear();
    this.changing = false;
    this.objection = null;
    this.send({ do: 'set_wifi', settings: null, board: 0 });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tray-wifi': TrayWifi;
  }
}
