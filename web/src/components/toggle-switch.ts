/** The board's shadow toggle as a switch, with the requested and the reported value. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LiveState } from '../../../wasm/provisioner';
import { live as words } from '../text/live';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('toggle-switch')
export class ToggleSwitch extends PageElement {
  @property({ attribute: false }) toggle: LiveState['toggle'] = { asked: null, reported: null };
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      button {
        padding: 0;
        border-color: transparent;
        background: none;
      }
      button:hover:not(:disabled) {
        background: none;
      }
      .track {
        position: relative;
        width: 40px;
        height: 24px;
        border: 1.5px solid var(--line-strong);
        border-radius: 12px;
      }
      .knob {
        position: absolute;
        inset: 3px auto auto 3px;
        border: 7.5px solid var(--muted); /* stays if the system forces its colours */
        border-radius: 50%;
        transition: transform 120ms ease-out;
      }
      [aria-checked='true'] .track {
        border-color: var(--accent);
        background: var(--accent);
      }
      [aria-checked='true'] .knob {
        border-color: var(--on-accent);
        transform: translateX(16px);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { asked, reported } = this.toggle;
    const on = asked ?? reported ?? false;
    return html`<div class="row">
      <button
        role="switch"
        aria-checked=${on ? 'true' : 'false'}
        ?disabled=${this.disabled}
        title=${words.toggleHint}
        @click=${() => this.send({ do: 'toggle', on: !on })}
      >
        <span class="track"><span class="knob"></span></span>${words.toggle}
      </button>
      <span class="muted small" role="status">${this.state()}</span>
    </div>`;
  }

  /** What is known of both values, with the switch's name for a screen reader. A value that nobody has set yet is left out. */
  private state(): TemplateResult | typeof nothing {
    const { asked, reported } = this.toggle;
    const values = [
      [words.toggleAsked, asked],
      [words.toggleReported, reported],
    ] as const;
    const known = values
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${value ? words.on : words.off}`);
    if (known.length === 0) return nothing;
    return html`<span class="hidden-text">${words.toggle}, </span>${known.join(' · ')}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'toggle-switch': ToggleSwitch;
  }
}
