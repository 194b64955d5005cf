/** Publishes a message on any topic. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import type { Enquiries } from '../app/view';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { explorer as words } from '../text/live_view';
import { laidOut } from './json_text';

@customElement('publish-form')
export class PublishForm extends PageElement {
  @property({ attribute: false }) ask!: Enquiries;
  /** The topic that the user reads, as a proposal. */
  @property() proposed = '';
  @state() private isPublishing = false;
  @state() private isJson = true;
  @state() private published = '';
  @state() private error: ErrorInfo | null = null;
  @query('input') private readonly topic!: HTMLInputElement;
  @query('textarea') private readonly message!: HTMLTextAreaElement;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      label {
        justify-self: stretch;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<form @submit=${this.onSubmit}>
      <h3>${words.publish}</h3>
      <label
        >${words.publishTopic}
        <input class="mono" required maxlength="256" autocomplete="off" spellcheck="false" />
      </label>
      ${
        this.proposed
          ? html`<button type="button" class="plain" @click=${() => (this.topic.value = this.proposed)}>
              ${words.useTopic}: ${this.proposed}
            </button>`
          : nothing
      }
      <label
        >${words.publishText}
        <textarea class="mono" rows="3" spellcheck="false" @input=${this.onInput}></textarea>
      </label>
      ${this.isJson ? nothing : html`<p class="small muted">${words.notJson}</p>`}
      <button ?disabled=${this.isPublishing}>${this.isPublishing ? words.publishing : words.publish}</button>
      <p role="status" class="small">${this.published === '' ? nothing : words.published(this.published)}</p>
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
    </form>`;
  }

  private readonly onInput = (): void => {
    const { value } = this.message;
    this.isJson = value.trim() === '' || laidOut(value) !== null;
  };

  private readonly onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const topic = this.topic.value;
    this.isPublishing = true;
    this.published = '';
    this.error = null;
    const answer = await this.ask.session()?.command('publishMessage', { topic, text: this.message.value });
    this.isPublishing = false;
    if (answer?.ok) this.published = topic;
    else this.error = answer?.error ?? null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'publish-form': PublishForm;
  }
}
