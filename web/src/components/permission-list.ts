/** Shows what the keys may do, and the policy that adds what is missing. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  MethodName,
  PermissionState,
  PermissionsState,
  Purpose,
  Verdict,
} from '../../../wasm/provisioner';
import { permissions as words } from '../text/account_view';
import './copy-text';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** The most important ones first. */
const verdicts: readonly Verdict[] = ['denied', 'unknown', 'allowed'];
const purposes = Object.keys(words.purposes) as Purpose[];

@customElement('permission-list')
export class PermissionList extends PageElement {
  @property({ attribute: false }) permissions: PermissionsState | null = null;
  /** The chosen method, whose permissions are offered first. */
  @property() method: MethodName = 'mar';
  @state() private chosen: Purpose | null = null;

  static override styles = [
    shared,
    css`
      label {
        max-width: 400px;
      }
      li {
        display: grid;
        padding-block: 4px;
        border-block-end: 1px solid var(--line);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 16px;
      }
      .allowed {
        color: var(--good);
      }
      .denied {
        color: var(--bad);
      }
      .unknown {
        color: var(--muted);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { permissions } = this;
    const purpose = this.chosen ?? (this.method === 'jitr' ? 'registration' : 'provisioning');
    return html`<section class="stack">
      <h3>${words.title}</h3>
      <p class="muted small">${words.words}</p>
      <label
        >${words.purpose}
        <select .value=${purpose} @change=${this.onPurpose}>
          ${purposes.map(
            (one) => html`<option value=${one} ?selected=${one === purpose}>${words.purposes[one]}</option>`,
          )}
        </select>
      </label>
      <button ?disabled=${permissions?.checking ?? false} @click=${() => this.check(purpose)}>
        ${words.check}
      </button>
      <div class="stack wide" role="status">${permissions ? this.found(permissions) : nothing}</div>
    </section>`;
  }

  private found({
    purpose,
    checking,
    actions,
    missingPolicy,
    oldGuidePolicy,
  }: PermissionsState): TemplateResult {
    if (checking) return html`<p>${words.checking}</p>`;
    const count = (wanted: Verdict): number => actions.filter(({ verdict }) => verdict === wanted).length;
    const counts = [count('allowed'), count('denied'), count('unknown')] as const;
    const sorted = verdicts.flatMap((wanted) => actions.filter(({ verdict }) => verdict === wanted));
    return html`<p>${words.summary(words.purposes[purpose], ...counts)}</p>
      ${counts[0] === actions.length ? html`<p>${words.all}</p>` : nothing}
      ${counts[2] > 0 ? html`<p class="muted small">${words.unknownWords}</p>` : nothing}
      ${
        missingPolicy
          ? html`<p>${oldGuidePolicy ? words.attachNewer : words.attach}</p>
              <copy-text block .label=${words.missing} .value=${missingPolicy}></copy-text>`
          : nothing
      }
      <ul class="wide">
        ${sorted.map((one) => this.row(one))}
      </ul>`;
  }

  private row({ action, verdict, layer }: PermissionState): TemplateResult {
    return html`<li>
      <span class="line"
        ><code>${action}</code> <span class=${verdict}>${words.verdicts[verdict]}</span></span
      >
      ${verdict === 'denied' ? html`<span class="muted small">${words.layers[layer]}</span>` : nothing}
    </li>`;
  }

  private readonly onPurpose = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value as Purpose;
  };

  private check(purpose: Purpose): void {
    this.send({ do: 'core', name: 'checkPermissions', arguments: { purpose }, card: 'account' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'permission-list': PermissionList;
  }
}
