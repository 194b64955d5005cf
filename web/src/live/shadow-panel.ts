/** A thing's shadow: the document as AWS has it, a request for another state, and its deletion. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Answer, ErrorInfo, ShadowState } from '../../../wasm/provisioner';
import type { Enquiries, LiveSession } from '../app/view';
import '../components/copy-text';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { timeOfDay } from '../text/format';
import { explorer as words } from '../text/live_view';
import { laidOut } from './json_text';
import { panelStyles } from './panel-styles';

@customElement('shadow-panel')
export class ShadowPanel extends PageElement {
  @property({ attribute: false }) ask!: Enquiries;
  @property({ attribute: false }) shadow: ShadowState | null = null;
  /** Names to choose from. */
  @property({ attribute: false }) things: readonly string[] = [];
  @state() private isDeleting = false;
  @state() private error: ErrorInfo | null = null;
  @query('input') private readonly thing!: HTMLInputElement;
  @query('textarea') private readonly desired!: HTMLTextAreaElement;

  static override styles = [
    shared,
    panelStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px 16px;
      }
      label {
        flex: 1 1 200px;
      }
      .update {
        display: grid;
        justify-items: start;
      }
      .update label {
        justify-self: stretch;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<h3>${words.shadow}</h3>
      <p class="small muted">${words.shadowIntro}</p>
      <form @submit=${this.onOpen}>
        <label
          >${words.thing}
          <input class="mono" list="things" required maxlength="128" autocomplete="off" spellcheck="false" />
        </label>
        <datalist id="things">${this.things.map((thing) => html`<option>${thing}</option>`)}</datalist>
        <button>${words.open}</button>
      </form>
      ${this.shadow ? this.document(this.shadow) : nothing}
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}`;
  }

  private document(shadow: ShadowState): TemplateResult {
    const { status, text, thingName, rejectedOperation, rejectedCode, rejectedMessage } = shadow;
    const isKnown = status === 'present' || status === 'absent';
    const readAt = status === 'present' ? ` · ${words.readAt(timeOfDay(shadow.milliseconds / 1000))}` : '';
    return html`<p role="status" class="small">
        <b>${thingName}</b> · ${words.shadowStatus[status]}${readAt}
      </p>
      ${text === '' ? nothing : html`<copy-text block .label=${words.shadow} .value=${laidOut(text) ?? text}></copy-text>`}
      ${
        rejectedOperation === ''
          ? nothing
          : html`<p class="caution" role="alert">
              ${words.rejected(rejectedOperation, rejectedCode, rejectedMessage)}
            </p>`
      }
      ${shadow.error ? html`<error-note .error=${shadow.error}></error-note>` : nothing}
      <div class="row">
        <button @click=${() => this.give('readShadow', {})}>${words.read}</button>
        ${status === 'present' ? this.deletion() : nothing}
      </div>
      ${isKnown ? this.request() : nothing}`;
  }

  private request(): TemplateResult {
    return html`<form class="update" @submit=${this.onUpdate}>
      <label
        >${words.desired}
        <textarea class="mono" rows="3" required spellcheck="false" placeholder='{"toggle": 1}'></textarea>
      </label>
      <p class="small muted">${words.desiredHint}</p>
      <button>${words.update}</button>
    </form>`;
  }

  private deletion(): TemplateResult {
    if (!this.isDeleting)
      return html`<button class="plain" @click=${() => (this.isDeleting = true)}>${words.remove}</button>`;
    return html`<span>${words.removeAsk}</span>
      <button @click=${this.onDelete}>${words.removeYes}</button>
      <button class="plain" @click=${() => (this.isDeleting = false)}>${words.removeNo}</button>`;
  }

  private readonly onOpen = (event: Event): void => {
    event.preventDefault();
    this.isDeleting = false;
    void this.give('openShadow', { thingName: this.thing.value.trim() });
  };

  private readonly onUpdate = (event: Event): void => {
    event.preventDefault();
    void this.give('updateShadow', { desired: this.desired.value });
  };

  private readonly onDelete = (): void => {
    this.isDeleting = false;
    void this.give('deleteShadow', {});
  };

  private readonly give: LiveSession['command'] = async (name, given) => {
    this.error = null;
    const answer: Answer<null> = (await this.ask.session()?.command(name, given)) ?? {
      ok: true,
      value: null,
    };
    if (!answer.ok) this.error = answer.error;
    return answer;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'shadow-panel': ShadowPanel;
  }
}
