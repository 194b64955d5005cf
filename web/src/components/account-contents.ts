/** Lists what this page or the vendor's tool has made in the account, and removes what the user chooses: a plan first. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccountBoard, CleanUpItemState, ContentsState } from '../../../wasm/provisioner';
import { shortened } from '../app/board_names';
import { contents as words } from '../text/account_view';
import './error-note';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** What all boards share, as the user can choose it. */
type Part = 'policies' | 'stack' | 'thingType';

/** Rows beyond these are drawn when the user asks for them. */
const rowsAtFirst = 100;

@customElement('account-contents')
export class AccountContents extends PageElement {
  @property({ attribute: false }) contents!: ContentsState;
  /** What the page calls the board of a thing. */
  @property({ attribute: false }) nameOf: (thing: string) => string = shortened;
  /** The chosen boards, by the names of their things. */
  @state() private boards: ReadonlySet<string> = new Set();
  @state() private authorities: ReadonlySet<string> = new Set();
  @state() private users: ReadonlySet<string> = new Set();
  @state() private parts: ReadonlySet<Part> = new Set();
  @state() private rows = rowsAtFirst;

  static override styles = [
    shared,
    css`
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 0 12px;
        padding-block: 8px;
        color: var(--ink);
        font-size: 1rem;
        line-height: 24px;
        cursor: pointer;
      }
      input {
        min-height: 24px;
        margin: 0;
      }
      .plan li {
        display: grid;
        padding-block: 8px;
        border-block-end: 1px solid var(--line);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 16px;
      }
      .detail {
        grid-column: 2;
      }
      .failed {
        color: var(--bad);
      }
      .done {
        color: var(--good);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('contents')) return;
    const before = changed.get('contents');
    // A new list: choose the boards of this browser, and nothing that may be a colleague's.
    if (this.contents.status === 'listed' && before?.status !== 'listed') this.choose(true);
    if (this.contents.status === 'cleaned' && before?.status === 'cleaning') this.choose(false);
  }

  private choose(own: boolean): void {
    const { boards } = this.contents;
    this.boards = new Set(own ? boards.filter((board) => board.own).map(({ name }) => name) : []);
    this.authorities = new Set();
    this.users = new Set();
    this.parts = new Set();
  }

  protected override render(): TemplateResult {
    const { contents } = this;
    const { status, error } = contents;
    const works = status === 'listing' || status === 'planning' || status === 'cleaning';
    return html`<section class="stack">
      <h3>${words.title}</h3>
      <p class="muted small">${words.words}</p>
      ${error ? html`<error-note .error=${error}></error-note>` : nothing}
      <p role="status">${words.status[status]}</p>
      <div class="row">
        <button ?disabled=${works} @click=${this.onList}>${words.list}</button>
        ${status === 'cleaning' ? html`<button @click=${this.onStop}>${words.stop}</button>` : nothing}
      </div>
      ${status === 'none' || status === 'listing' ? nothing : this.found(works)}
      ${contents.plan.length > 0 ? this.plan(works) : nothing}
    </section>`;
  }

  private found(works: boolean): TemplateResult {
    const { boards, policies, authorities, hasStack, hasThingType, users, readsUsers } = this.contents;
    const count = boards.length + policies.length + authorities.length + users.length;
    const hidden = readsUsers ? nothing : html`<p class="muted small">${words.usersUnread}</p>`;
    if (count === 0 && !hasStack && !hasThingType)
      return html`<p>${words.empty}</p>
        ${hidden}`;
    const names = boards.map(({ name }) => name);
    return html`<fieldset class="wide stack" ?disabled=${works} aria-label=${words.title}>
      ${
        boards.length > 1
          ? html`<div class="row">
              <button @click=${() => this.setBoards(names)}>${words.all(boards.length)}</button>
              <button @click=${() => this.setBoards([])}>${words.none}</button>
            </div>`
          : nothing
      }
      <ul class="boards">
        ${boards.slice(0, this.rows).map((board) => html`<li>${this.board(board)}</li>`)}
      </ul>
      ${
        boards.length > this.rows
          ? html`<button @click=${() => (this.rows += 10 * rowsAtFirst)}>
              ${words.more(boards.length - this.rows)}
            </button>`
          : nothing
      }
      ${policies.length > 0 ? this.shared('policies', policies.map(shortened).join(', ')) : nothing}
      ${hasStack ? this.shared('stack', 'MCHPStack') : nothing}
      ${authorities.map(({ id, active }) => this.authority(id, active))}
      ${hasThingType ? this.shared('thingType', 'microchip-zero-touch-kit') : nothing}
      ${users.map((name) => this.user(name))} ${hidden}
      <button ?disabled=${this.isNothingChosen()} @click=${this.onPlan}>${words.plan}</button>
    </fieldset>`;
  }

  private isNothingChosen(): boolean {
    return this.boards.size + this.authorities.size + this.users.size + this.parts.size === 0;
  }

  private board(board: AccountBoard): TemplateResult {
    const { name, own, read, hasThing, active, certificates, byJitr, others } = board;
    const facts = [
      own ? words.own : words.notOwn,
      ...(read ? [byJitr ? 'JITR' : 'MAR', words.certificates(certificates, active)] : [words.unread]),
      ...(read && !hasThing ? [words.noThing] : []),
      ...(others > 0 ? [words.others(others)] : []),
    ];
    const digits = shortened(name);
    const known = this.nameOf(name);
    const shown = known === digits ? `${words.objects.thing} ${digits}` : known;
    return this.choice(shown, facts.join(' · '), this.boards.has(name), (chosen) => {
      this.boards = changed(this.boards, name, chosen);
    });
  }

  private shared(part: Part, name: string): TemplateResult {
    return this.choice(words.parts[part], name, this.parts.has(part), (chosen) => {
      this.parts = changed(this.parts, part, chosen);
    });
  }

  private authority(id: string, active: boolean): TemplateResult {
    const detail = `${shortened(id)} · ${active ? words.authorityActive : words.authorityInactive}`;
    return this.choice(words.parts.authority, detail, this.authorities.has(id), (chosen) => {
      this.authorities = changed(this.authorities, id, chosen);
    });
  }

  private user(name: string): TemplateResult {
    return this.choice(words.parts.user, name, this.users.has(name), (chosen) => {
      this.users = changed(this.users, name, chosen);
    });
  }

  private choice(
    name: string,
    detail: string,
    chosen: boolean,
    choose: (chosen: boolean) => void,
  ): TemplateResult {
    return html`<label>
      <input
        type="checkbox"
        .checked=${chosen}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />
      <span>${name}</span>
      <span class="detail muted small">${detail}</span>
    </label>`;
  }

  private plan(works: boolean): TemplateResult {
    const { plan, status } = this.contents;
    const changes = plan.some(({ action }) => action !== 'keep');
    return html`<h3>${words.planTitle}</h3>
      <ul class="wide plan">
        ${plan.map((item) => this.item(item))}
      </ul>
      ${
        status === 'planned' && changes
          ? html`<p class="caution">${words.caution}</p>
              <button class="primary" ?disabled=${works} @click=${this.onCleanUp}>${words.remove}</button>`
          : nothing
      }`;
  }

  private item({ object, action, reason, name, status }: CleanUpItemState): TemplateResult {
    const outcome =
      action === 'keep' || status === 'waiting' ? words.actions[action] : words.itemStatus[status];
    return html`<li>
      <span class="line"
        ><span>${words.objects[object]} <code>${shortened(name)}</code></span>
        <span class=${status}>${outcome}</span></span
      >
      ${reason === 'none' ? nothing : html`<span class="muted small">${words.reasons[reason]}</span>`}
      ${action === 'deprecate' ? html`<span class="muted small">${words.comeBack}</span>` : nothing}
    </li>`;
  }

  private setBoards(names: readonly string[]): void {
    this.boards = new Set(names);
  }

  private readonly onList = (): void => {
    this.send({ do: 'core', name: 'listContents', arguments: {}, card: 'account' });
  };

  private readonly onPlan = (): void => {
    const chosen = {
      boards: [...this.boards],
      authorities: [...this.authorities],
      policies: this.parts.has('policies'),
      stack: this.parts.has('stack'),
      thingType: this.parts.has('thingType'),
      users: [...this.users],
    };
    this.send({ do: 'core', name: 'planCleanUp', arguments: chosen, card: 'account' });
  };

  private readonly onCleanUp = (): void => {
    this.send({ do: 'core', name: 'cleanUp', arguments: {}, card: 'account' });
  };

  private readonly onStop = (): void => {
    this.send({ do: 'core', name: 'stopCleanUp', arguments: {}, card: 'account' });
  };
}

function changed<T>(set: ReadonlySet<T>, value: T, chosen: boolean): ReadonlySet<T> {
  const others = [...set].filter((one) => one !== value);
  return new Set(chosen ? [...others, value] : others);
}

declare global {
  interface HTMLElementTagNameMap {
    'account-contents': AccountContents;
  }
}
