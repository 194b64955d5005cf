/** How to create an IAM user for this page: the steps in the AWS console, and the policies to copy. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Answer, PolicyTexts } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import './copy-text';
import './error-note';
import { external } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.account.guide;
const consoles = {
  aws: 'https://console.aws.amazon.com/iam/home#/users',
  china: 'https://console.amazonaws.cn/iam/home#/users',
};

@customElement('key-guide')
export class KeyGuide extends PageElement {
  /** Called only once the user has opened the guide. */
  @property({ attribute: false }) policies!: () => Promise<Answer<PolicyTexts>>;
  @property() region = '';
  /** True if the policies contain the user's own account number. */
  @property({ type: Boolean }) filled = false;
  /** True once the user has opened the guide. Until then its content is not rendered. */
  @state() private opened = false;
  @state() private answer: Answer<PolicyTexts> | null = null;

  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        gap: 8px;
        counter-reset: step;
      }
      li {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        counter-increment: step;
      }
      li::before {
        content: counter(step) '.';
        color: var(--muted);
      }
      .policy {
        display: grid;
        grid-template-columns: minmax(0, 1fr); /* a policy's long lines scroll in their box */
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<details @toggle=${this.onToggle}>
      <summary>${words.title}</summary>
      ${this.opened ? this.steps() : nothing}
    </details>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const opened = (changed as Map<PropertyKey, unknown>).has('opened');
    if (this.opened && (opened || changed.has('region') || changed.has('filled'))) void this.read();
  }

  private async read(): Promise<void> {
    const { region, filled } = this;
    const answer = await this.policies();
    if (region === this.region && filled === this.filled) this.answer = answer;
  }

  private steps(): TemplateResult {
    const policies = this.answer?.ok ? this.answer.value : null;
    const console = this.region.startsWith('cn-') ? consoles.china : consoles.aws;
    return html`<div class="stack">
      ${
        policies
          ? html`<p>${words.quick}</p>
              <copy-text class="wide" block .label=${words.command} .value=${policies.command}></copy-text>
              <p>${words.byHand}</p>`
          : nothing
      }
      <ol>
        ${words.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      <a class="button" href=${console} target="_blank" rel="noopener noreferrer">${external}${words.open}</a>
      ${
        policies
          ? html`<div class="wide policy">
              ${(['provision', 'watch', 'guide'] as const).map(
                (name) =>
                  html`<details>
                    <summary>${words.policies[name]}</summary>
                    <copy-text block .label=${words.policies[name]} .value=${policies[name]}></copy-text>
                  </details>`,
              )}
            </div>`
          : nothing
      }
      ${this.answer?.ok === false ? html`<error-note .error=${this.answer.error}></error-note>` : nothing}
      ${this.filled ? nothing : html`<p class="muted small">${words.later}</p>`}
    </div>`;
  }

  private readonly onToggle = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.opened = true;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'key-guide': KeyGuide;
  }
}
