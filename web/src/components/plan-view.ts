/** Shows a plan before anything is written: what the job would change on the board and in AWS, and what stays. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Plan, PlanItem } from '../../../wasm/provisioner';
import { shortened } from '../app/board_names';
import { text } from '../text/catalogue';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.provision;

/** What the job does with the item: boards are written to, certificates and policies attached. */
function actionWords(place: 'board' | 'aws', { action, what }: PlanItem): string {
  if (place === 'board' && action === 'check') return words.plans.writeIfNeeded;
  if (action === 'create' && what.endsWith('_attachment')) return words.plans.attach;
  return words.actions[action];
}

/** True if the board was not read for the plan, which then cannot say what is in place. */
function isUnread({ board }: Plan): boolean {
  return board.some(({ action }) => action === 'check');
}

@customElement('plan-view')
export class PlanView extends PageElement {
  @property({ attribute: false }) plan!: Plan;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      p {
        margin-block-end: 12px;
      }
      .places {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
        gap: 16px 32px;
      }
      h3 {
        padding-block-end: 4px;
        border-block-end: 1px solid var(--line);
      }
      li {
        display: grid;
        padding-block: 4px;
        border-block-end: 1px solid var(--line);
        font-size: 1rem;
      }
      li:last-child {
        border: 0;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 16px;
      }
      .action {
        margin-inline-start: auto;
        color: var(--accent);
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .keep {
        color: var(--muted);
      }
      .keep .action {
        color: inherit;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { plan } = this;
    return html`${isUnread(plan) ? html`<p class="muted">${words.plans.unread}</p>` : nothing}
      <div class="places">
        ${this.place('board', plan.board, words.boardItems)} ${this.place('aws', plan.aws, words.awsItems)}
      </div>`;
  }

  private place(
    place: 'board' | 'aws',
    items: readonly PlanItem[],
    names: Readonly<Record<string, string>>,
  ): TemplateResult {
    return html`<section>
      <h3>${words.plans[place]}</h3>
      ${
        items.length === 0
          ? html`<p class="muted">${words.plans.nothing}</p>`
          : html`<ul>
              ${items.map((item) => this.item(item, names[item.what] ?? item.what, actionWords(place, item)))}
            </ul>`
      }
    </section>`;
  }

  private item({ action, params }: PlanItem, name: string, actionText: string): TemplateResult {
    const { from, to } = params;
    const moves = from !== undefined && from !== '' && to !== undefined;
    const named = [shortened(to ?? params.name ?? ''), params.version ?? ''];
    const target = moves ? words.moves(from, to) : named.filter(Boolean).join(' ');
    return html`<li class=${action}>
      <span class="line"><span>${name}</span><span class="action">${actionText}</span></span>
      ${target ? html`<code class="muted">${target}</code>` : nothing}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plan-view': PlanView;
  }
}
