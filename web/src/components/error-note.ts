/** Shows one error: what happened, what to do and, in a collapsed section, the technical detail. The catalogue has the texts for each error code. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import { activeElement } from '../app/focus';
import { addressOf } from '../app/routes';
import { isField } from '../steps/key-paste';
import { explain, text } from '../text/catalogue';
import './copy-text';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const statementParam = 'statement';

@customElement('error-note')
export class ErrorNote extends PageElement {
  @property({ attribute: false }) error: ErrorInfo | null = null;
  /** True for a warning, after which the work continues. */
  @property({ type: Boolean }) mild = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        width: 100%;
        scroll-margin-block: 16px 64px; /* the bar at the bottom covers the page */
      }
      .note {
        display: grid;
        gap: 4px;
        padding: 12px 16px;
        border-inline-start: 3px solid var(--bad);
        border-radius: 2px 8px 8px 2px;
        background: var(--bad-soft);
      }
      .note.mild {
        border-color: var(--warn);
        background: var(--warn-soft);
      }
      .note > * {
        min-width: 0;
        overflow-wrap: anywhere; /* a topic or an ARN may be wider than a phone */
      }
      strong {
        font-weight: 600;
      }
      pre {
        white-space: pre-wrap;
      }
    `,
  ];

  /** On a phone, the note is often above the button that the user has clicked. */
  protected override updated(changed: PropertyValues<this>): void {
    const isNew = changed.has('error') && this.error?.code !== changed.get('error')?.code;
    const { userActivation } = navigator as Partial<Navigator>;
    if (!isNew || !this.error || this.mild || !userActivation?.hasBeenActive) return;
    const isTypedElsewhere = isField(activeElement()) && !(this.getRootNode() as ShadowRoot).activeElement;
    if (isTypedElsewhere) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    requestAnimationFrame(() =>
      this.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' }),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.error) return nothing;
    const { title, what, todo } = explain(this.error);
    return html`<div class="note ${this.mild ? 'mild' : ''}" role=${this.mild ? 'note' : 'alert'}>
      <strong>${title}</strong>
      <p>${what}</p>
      <p>${todo}</p>
      ${this.statement(this.error)}
      <details>
        <summary>${text.technical}</summary>
        <pre class="mono">${this.technical(this.error)}</pre>
        <a class="button plain" href=${addressOf('support')}>${text.log.support}</a>
      </details>
    </div>`;
  }

  /** The policy statement that grants a missing permission, to be copied into IAM. */
  private statement({ params }: ErrorInfo): TemplateResult | typeof nothing {
    const statement = params[statementParam];
    if (typeof statement !== 'string') return nothing;
    return html`<details>
      <summary>${text.account.missing}</summary>
      <copy-text block .label=${text.account.missing} .value=${statement}></copy-text>
    </details>`;
  }

  private technical({ code, params, detail }: ErrorInfo): string {
    const values = Object.entries(params)
      .filter(([name]) => name !== statementParam)
      .map(([name, value]) => `${name}: ${value}`);
    return [code, ...values, detail].filter((line) => line !== '').join('\n');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'error-note': ErrorNote;
  }
}
