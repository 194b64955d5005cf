/** The AWS account card: the account that the keys belong to, or the form for the keys. */
import { initialState } from '@wasm/boundary.json';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AccountState, State } from '../../../wasm/provisioner';
import { addressOf } from '../app/routes';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import { factRows } from '../components/fact-rows';
import '../components/key-guide';
import { drawnWith } from '../components/drawn-with';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { regionChoice } from '../components/region-choice';
import { rememberRegion } from '../storage/preferences';
import '../components/step-card';
import type { Sign, StepCard } from '../components/step-card';
import { text } from '../text/catalogue';
import { missesDebugger } from './board-troubles';
import './key-form';
import { pastedWords, PastedEvent, type KeyForm, type Pasted } from './key-form';
import { carriesFiles, copiedFiles, isField } from './key-paste';

const words = text.account;

/** The code of the error that explains why the page takes no keys here; null if it does. */
function obstacleOf({ keyObstacle, serial, simulated }: View): string | null {
  if (simulated) return null;
  if (keyObstacle) return keyObstacle;
  return serial === 'page.serial_insecure' ? 'page.keys_insecure' : null;
}

function hasProvisioned({ jobs }: State): boolean {
  return jobs.some(({ kind, status }) => kind === 'provision' && status === 'done');
}

@customElement('account-card')
export class AccountCard extends PageElement {
  @property(
    drawnWith((state) => [
      state.account,
      state.contents?.permissions,
      hasProvisioned(state),
      state.boards,
      state.debuggers,
      state.selected,
      state.next,
      state.live.thingName,
    ]),
  )
  view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** The region chosen in the list, before the user clicks the button. */
  @state() private chosen = '';
  /** The account shown: a good account stays visible while its keys are checked in another region. */
  private shown = initialState.account;
  /** True once the form was needed, until an account is connected: it must not fold while the user works with it. */
  private unfolded = false;
  /** The paste that the shown account came from, for its warnings. */
  @state() private pasted: Pasted | null = null;
  @query('step-card') private readonly frame!: StepCard;
  @query('select') private readonly regions!: HTMLSelectElement | null;
  @query('key-form') private readonly form!: KeyForm | null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .region {
        align-items: end;
      }
      .region label {
        flex: 1 1 200px;
        max-width: 280px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('dragover', this.onDragOver);
    addEventListener('drop', this.onDrop);
    addEventListener('paste', this.onPaste);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('dragover', this.onDragOver);
    removeEventListener('drop', this.onDrop);
    removeEventListener('paste', this.onPaste);
  }

  protected override willUpdate(): void {
    const { account } = this.view.state;
    if (this.shown.status === 'good' && account.status === 'empty') this.pasted = null;
    this.unfolded = account.status !== 'good' && (this.unfolded || !this.isUpcoming(account));
    if (this.isRecheck(account)) return;
    this.shown = account;
    if (account.status !== 'good') this.chosen = '';
  }

  /** True while keys that were good are checked again. */
  private isRecheck({ status, simulated }: AccountState): boolean {
    return status === 'checking' && this.shown.status === 'good' && this.shown.simulated === simulated;
  }

  protected override render(): TemplateResult {
    const { view, shown } = this;
    const [sign, status] = this.status(view.state.account);
    return html`<step-card
      number="2"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${this.summary(shown)}
      .folded=${this.isFolded(shown)}
      .current=${view.state.next === 'give_keys' && !missesDebugger(view)}
    >
      ${shown.status === 'good' ? this.renderAccount(shown) : this.renderForm(shown)}
    </step-card>`;
  }

  private status(account: AccountState): [Sign, string] {
    if (obstacleOf(this.view)) return ['attention', words.status.unavailable];
    switch (account.status) {
      case 'empty':
        return ['todo', words.status.empty];
      case 'checking':
        return ['working', words.status.checking];
      case 'good':
        return [this.goodSign(), words.status.good];
      case 'refused':
        return ['failed', words.status.refused];
    }
  }

  /** Green only once it is known that the keys may do the work: AWS has said so, or a board was provisioned with them. */
  private goodSign(): Sign {
    const { simulated, state } = this.view;
    if (this.lacksPermissions()) return 'attention';
    const asked = state.contents?.permissions?.actions ?? [];
    const may = asked.length > 0 && asked.every(({ verdict }) => verdict === 'allowed');
    return simulated || may || hasProvisioned(state) ? 'good' : 'todo';
  }

  private lacksPermissions(): boolean {
    const { contents } = this.view.state;
    return contents?.permissions?.actions.some(({ verdict }) => verdict === 'denied') ?? false;
  }

  /** True while the user should connect a board first. In a browser without boards, the keys come first: they give live data. */
  private isUpcoming({ status }: AccountState): boolean {
    const { view } = this;
    const hasBoards = view.serial === null || view.simulated;
    return (
      status === 'empty' &&
      view.state.boards.length === 0 &&
      hasBoards &&
      obstacleOf(view) === null &&
      !view.errors.account
    );
  }

  private isFolded({ status, kind }: AccountState): boolean {
    if (status !== 'good') return !this.unfolded;
    return kind !== 'root' && !this.hasPasteWarnings();
  }

  private summary(account: AccountState): string {
    // A good account folds at once, so its line repeats the warnings in a short form.
    const power = account.powerful && account.kind !== 'root' ? words.powerful.inShort : '';
    const clock = account.clockOffsetSeconds === 0 ? '' : words.clockInShort(account.clockOffsetSeconds);
    const lacks = this.lacksPermissions() ? words.lacksInShort : '';
    return [account.accountId, account.userName, account.region, power, lacks, clock]
      .filter(Boolean)
      .join(' · ');
  }

  private renderAccount(account: AccountState): TemplateResult {
    const { view } = this;
    const { facts } = words;
    return html`<div class="stack">
      ${factRows([
        [facts.account, account.accountId],
        [facts.user, account.userName],
        [facts.region, view.simulated ? account.region : ''], // otherwise the list below shows it
        [facts.key, account.keyEnding ? words.keyEnding(account.keyEnding, account.temporary) : ''],
        [facts.endpoint, account.endpoint],
      ])}
      ${
        account.powerful
          ? html`<p class="caution">
              ${account.kind === 'root' ? words.powerful.root : words.powerful.user}
            </p>`
          : nothing
      }
      ${this.lacksPermissions() ? html`<p class="caution">${words.lacks}</p>` : nothing}
      ${this.pasted && this.hasPasteWarnings() ? html`<p class="caution">${pastedWords(this.pasted)}</p>` : nothing}
      ${account.clockOffsetSeconds === 0 ? nothing : html`<p class="caution">${words.clock(account.clockOffsetSeconds)}</p>`}
      ${view.simulated ? nothing : this.renderRegionChoice(account.region)}
      <button @click=${() => this.send({ do: 'sign_out' })}>${words.forget}</button>
      <key-guide
        class="wide"
        .policies=${() => this.ask.policies(account.region)}
        .region=${account.region}
        filled
      ></key-guide>
      <a class="button" href=${addressOf('account')}>${words.view}</a>
    </div>`;
  }

  private hasPasteWarnings(): boolean {
    return !this.view.simulated && (this.pasted?.warnings.length ?? 0) > 0;
  }

  /** A list to switch to another region; the same keys work in all regions of a partition. */
  private renderRegionChoice(region: string): TemplateResult {
    const { account, boards, live } = this.view.state;
    const busy = boards.some(({ status }) => status === 'busy');
    const chosen = this.chosen || region;
    const choose = (name: string): void => {
      this.chosen = name;
    };
    const disabled = busy || chosen === region || account.status === 'checking';
    return html`<div class="row region wide">
        ${regionChoice(chosen, choose, busy)}
        <button ?disabled=${disabled} @click=${this.onRegion}>${words.checkRegion}</button>
      </div>
      ${chosen !== region && live.thingName ? html`<p class="small">${words.watchingStops}</p>` : nothing}`;
  }

  /** Moves the focus to the list, because the button is disabled from now on. */
  private readonly onRegion = (): void => {
    this.regions?.focus();
    rememberRegion(this.chosen);
    this.send({ do: 'check_keys_again', region: this.chosen });
  };

  /** The form for keys, or why the page takes none here; in the simulation, the button that signs in. */
  private renderForm(account: AccountState): TemplateResult {
    const { view } = this;
    if (view.simulated) {
      return html`<button
        class=${view.state.next === 'give_keys' ? 'primary' : ''}
        data-primary
        ?disabled=${account.status === 'checking'}
        @click=${() => this.send({ do: 'simulated_sign_in' })}
      >
        ${text.simulation.signIn}
      </button>`;
    }
    const code = obstacleOf(view);
    if (!code) return html`<key-form .view=${view} .ask=${this.ask} @pasted=${this.onPasted}></key-form>`;
    return html`<div class="stack">
      <error-note .error=${{ code, params: {}, detail: '' }}></error-note>
      <button @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>
    </div>`;
  }

  private readonly onPasted = (event: Event): void => {
    if (event instanceof PastedEvent) this.pasted = event.pasted;
  };

  /** Without this, the browser would leave the page and open the file or link that is dropped. */
  private readonly onDragOver = (event: DragEvent): void => {
    const { dataTransfer } = event;
    const hasFiles = carriesFiles(dataTransfer);
    if (event.defaultPrevented || (!hasFiles && isField(event.composedPath()[0]))) return;
    event.preventDefault();
    if (dataTransfer) dataTransfer.dropEffect = hasFiles && this.form ? 'copy' : 'none';
  };

  private readonly onDrop = (event: DragEvent): void => {
    const hasFiles = carriesFiles(event.dataTransfer);
    if (event.defaultPrevented || (!hasFiles && isField(event.composedPath()[0]))) return;
    event.preventDefault();
    if (hasFiles) this.takeFiles(event.dataTransfer?.files ?? []);
  };

  private readonly onPaste = (event: ClipboardEvent): void => {
    const files = copiedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    this.takeFiles(files);
  };

  /** Shows and unfolds the form, because it may have to explain what it found in the files. */
  private takeFiles(files: Iterable<File>): void {
    if (!this.form) return;
    if (!this.checkVisibility()) location.hash = addressOf('setup');
    this.frame.open();
    void this.form.takeFiles(files);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-card': AccountCard;
  }
}
