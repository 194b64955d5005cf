/**
 * The frame of a card: a round sign with the card's number or an icon, title, status, and the content in a slot. Folds to one line while `folded`; a
 * button unfolds it. Knows nothing about its content.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { check, chevron, cross, exclamation } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** The state of the card that the round sign shows. */
export type Sign = 'waiting' | 'todo' | 'working' | 'good' | 'attention' | 'failed';

@customElement('step-card')
export class StepCard extends PageElement {
  @property() heading = '';
  @property() status = '';
  @property() sign: Sign = 'waiting';
  @property({ type: Number }) number = 0;
  /** The line shown while folded; empty if the status says everything. */
  @property() summary = '';
  /** True if the card should be folded; the user can still unfold it. */
  @property({ type: Boolean }) folded = false;
  /** True if the next action is in this card. */
  @property({ type: Boolean, reflect: true }) current = false;
  @state() private opened = false;
  @query('h2') private readonly headline!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        position: relative;
        padding-block: 8px;
      }
      /* The line that ties the cards together, from sign to sign. */
      :host::before {
        content: '';
        position: absolute;
        inset: 48px auto -8px 15.5px;
        width: 1px;
        background: var(--line);
      }
      :host([last])::before {
        display: none;
      }
      .head {
        display: grid;
        grid-template-columns: 32px minmax(0, 1fr) auto;
        gap: 0 16px;
        align-items: center;
        min-height: 40px;
      }
      .sign {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border: 1.5px solid var(--line-strong);
        border-radius: 50%;
        background: var(--ground);
        color: var(--muted);
        font-size: 0.8125rem;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      :host([current]) .todo {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .good {
        border-color: var(--good);
        color: var(--good);
      }
      .attention {
        border-color: var(--warn);
        color: var(--warn);
      }
      .failed {
        border-color: var(--bad);
        color: var(--bad);
      }
      .working {
        position: relative;
        border-color: var(--line);
      }
      .working::after {
        content: '';
        position: absolute;
        inset: -1.5px;
        border: 1.5px solid transparent;
        border-top-color: var(--accent);
        border-right-color: var(--accent);
        border-radius: 50%;
        animation: turn 1.1s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        min-width: 0;
      }
      .fold {
        width: var(--target);
        padding: 0;
        border-color: transparent;
        color: var(--muted);
      }
      .fold svg {
        transition: transform 120ms ease-out;
      }
      .fold[aria-expanded='true'] svg {
        transform: rotate(180deg);
      }
      .body {
        margin-inline-start: 48px;
        padding-block: 8px;
      }
      .summary {
        --gap: 16px;
        display: flex;
        flex-wrap: wrap;
        max-width: none;
        margin-inline-start: calc(48px - var(--gap));
        clip-path: inset(0 0 0 var(--gap)); /* hides the dot before the first part of each line */
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      .summary span {
        position: relative;
        padding-inline-start: var(--gap);
      }
      .summary i {
        position: absolute;
        inset-inline-start: 6px;
        font-style: normal;
      }
      @media (max-width: 640px) {
        .body {
          margin-inline-start: 0;
          padding-block-start: 16px;
        }
        :host::before {
          display: none;
        }
        :host {
          border-block-end: 1px solid var(--line);
        }
        :host([last]) {
          border-block-end: 0;
        }
      }
    `,
  ];

  /** Focuses the button that unfolds the card. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.fold')?.focus();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('folded')) this.opened = false;
  }

  protected override render(): TemplateResult {
    const closed = this.folded && !this.opened;
    return html`<section aria-label=${this.heading}>
      <div class="head">
        <span class="sign ${this.sign}" aria-hidden="true">${this.signContent()}</span>
        <div class="words">
          <h2 tabindex="-1">${this.heading}</h2>
          <span class="pill is-${this.sign}" role="status"
            ><span class="hidden-text">${this.heading}: </span>${this.status}</span
          >
        </div>
        ${
          this.folded
            ? html`<button
                class="fold"
                aria-expanded=${this.opened ? 'true' : 'false'}
                aria-label="${this.heading}: ${text.details}"
                @click=${() => (this.opened = !this.opened)}
              >
                ${chevron}
              </button>`
            : nothing
        }
      </div>
      ${closed ? this.summaryLine() : html`<div class="body"><slot></slot></div>`}
    </section>`;
  }

  /** Unfolds the card until `folded` changes. */
  open(): void {
    this.opened = true;
  }

  /** Focuses the heading, for a card without a control to focus. */
  focusHeading(): HTMLElement {
    this.headline.focus({ preventScroll: true });
    return this.headline;
  }

  /** The summary. It wraps between its parts, and no line begins or ends with a dot. */
  private summaryLine(): TemplateResult | typeof nothing {
    if (this.summary === '') return nothing;
    const parts = this.summary.split(' · ');
    return html`<p class="summary">
      ${parts.map((part, index) => html`<span>${index > 0 ? html`<i> · </i>` : nothing}${part}</span>`)}
    </p>`;
  }

  private signContent(): TemplateResult | number | typeof nothing {
    switch (this.sign) {
      case 'good':
        return check;
      case 'attention':
        return exclamation;
      case 'failed':
        return cross;
      case 'working':
      case 'waiting':
      case 'todo':
        return this.number > 0 ? this.number : nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'step-card': StepCard;
  }
}
