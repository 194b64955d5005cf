/** The Live data card: waiting for the first message, then values, charts and the switch for the yellow light. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LiveState } from '../../../wasm/provisioner';
import { activeElement } from '../app/focus';
import { thingName } from '../app/board_names';
import { selectedBoard, selectedJob, type Enquiries, type View } from '../app/view';
import '../components/copy-text';
import '../components/error-note';
import { check } from '../components/icons';
import '../components/late-part';
import '../components/light-meanings';
import { drawnWith } from '../components/drawn-with';
import type { Sign } from '../components/step-card';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { live as words } from '../text/live';
import { isField } from './key-paste';
import './live-data';
import { liveStyles } from './live-styles';

const loadDiagnosis = (): Promise<unknown> => import('../components/diagnosis-note');
/** The height of the simulation's banner, which covers the top of the window, px. */
const hiddenAbove = 72;
/** The height of the card's head and its values, px. */
const valuesHeight = 160;

/** How the pill of each status looks. */
const signs: Record<LiveState['status'], Sign> = {
  idle: 'waiting',
  connecting: 'working',
  waiting: 'working',
  live: 'good',
  unreadable: 'attention',
  silent: 'attention',
  reconnecting: 'attention',
  failed: 'failed',
};

/** True if messages arrive but none of them had a number, so that there is nothing to draw. */
function hasNoNumber({ status, fields }: LiveState): boolean {
  return status === 'unreadable' && fields.length === 0;
}

@customElement('live-card')
export class LiveCard extends PageElement {
  @property(
    drawnWith((state) => [
      state.boards,
      selectedBoard(state),
      selectedJob(state)?.result,
      state.account.status,
      state.live,
      state.things,
      state.next,
    ]),
  )
  view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @property() theme = '';
  @state() private diagnosisOpened = false;
  /** The thing whose first message the card waits for. */
  private awaited = '';

  static override styles = [shared, liveStyles];

  /** Scrolls to the first message of a thing: on a phone, and on a low window, the card may be out of sight. */
  protected override updated(): void {
    const { messages, thingName } = this.view.state.live;
    const isFirst = messages > 0 && this.awaited === thingName && thingName !== '';
    this.awaited = messages === 0 ? thingName : '';
    if (isFirst) void this.reveal();
  }

  private async reveal(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(resolve)); // the page moves the card when data arrive
    if (isField(activeElement())) return; // the user is typing
    const { top, bottom } = this.getBoundingClientRect();
    if (top >= hiddenAbove && Math.min(bottom, top + valuesHeight) <= innerHeight) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const { live } = view.state;
    return html`<section aria-label=${words.title}>
      <div class="head">
        <h2>${words.title}</h2>
        ${this.status(live)}
        ${
          live.status === 'idle'
            ? nothing
            : html`<button class="plain stop" @click=${() => this.send({ do: 'unwatch' })}>
                ${words.stop}
              </button>`
        }
      </div>
      ${live.thingName === '' ? nothing : html`<p class="whose">${thingName(live.thingName, view.state, view.names)}</p>`}
      <error-note ?hidden=${!this.error(live)} .error=${this.error(live)}></error-note>
      ${this.content(live)} ${this.watchButton()}
      ${
        view.state.account.status === 'good'
          ? html`<thing-choice
              .things=${view.state.things.names}
              .watched=${live.thingName}
              .failed=${view.errors.live !== undefined}
            ></thing-choice>`
          : nothing
      }
    </section>`;
  }

  private content(live: LiveState): TemplateResult {
    if (hasNoNumber(live)) return this.unreadable(live);
    return live.messages > 0 ? this.data(live) : this.untilData(live);
  }

  private status(live: LiveState): TemplateResult {
    return html`<span class="pill is-${signs[live.status]}" role="status"
      >${live.status === 'live' ? check : nothing}${words.status[live.status]}</span
    >`;
  }

  private error(live: LiveState): View['coreError'] {
    return live.error ?? this.view.errors.live ?? null;
  }

  private untilData(live: LiveState): TemplateResult {
    if (live.status === 'idle' || live.status === 'failed') {
      return html`<div class="empty">
        <svg viewBox="0 0 320 96" preserveAspectRatio="none" aria-hidden="true">
          <path class="axis" d="M0 8h320M0 48h320M0 88h320" />
          <path class="trace" d="M0 60c24-6 30-22 52-22s30 20 56 18 34-26 60-24 28 22 52 20 42-18 100-14" />
        </svg>
        <p>${words.empty}</p>
      </div>`;
    }
    return html`<div class="stack waiting">
      <p>${words.waiting}</p>
      <light-meanings></light-meanings>
      ${live.topic ? this.topic(live) : nothing} ${this.diagnosis()}
    </div>`;
  }

  /** Opens by itself when the core has a diagnosis. */
  private diagnosis(): TemplateResult | typeof nothing {
    const board = selectedBoard(this.view.state);
    if (!board || board.status === 'gone') return nothing;
    const wanted = this.diagnosisOpened || board.diagnosis !== null;
    return html`<details class="wide" ?open=${board.diagnosis !== null} @toggle=${this.onDiagnosis}>
      <summary>${words.noMessage}</summary>
      ${wanted ? html`<late-part .load=${loadDiagnosis}></late-part>` : nothing}
      <diagnosis-note .board=${board}></diagnosis-note>
    </details>`;
  }

  private readonly onDiagnosis = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.diagnosisOpened = true;
  };

  private watchButton(): TemplateResult | typeof nothing {
    const { state: core } = this.view;
    const board = selectedBoard(core);
    const thing = selectedJob(core)?.result?.thingName ?? board?.thingName ?? '';
    const able =
      core.account.status === 'good' && (core.live.status === 'idle' || core.live.status === 'failed');
    if (thing === '' || !able) return nothing;
    return html`<p>
      <button
        class=${core.next === 'watch' ? 'primary' : ''}
        data-primary
        @click=${() => this.send({ do: 'watch', thing })}
      >
        ${words.watch}
      </button>
    </p>`;
  }

  private data(live: LiveState): TemplateResult {
    return html`<live-data .live=${live} .ask=${this.ask} .theme=${this.theme}></live-data>
      ${
        live.status === 'silent'
          ? html`<p class="caution">${words.silent}</p>
              ${this.diagnosis()}`
          : live.status === 'unreadable'
            ? this.unreadableNote(live)
            : nothing
      }
      <toggle-switch
        .toggle=${live.toggle}
        .disabled=${!['live', 'unreadable', 'silent'].includes(live.status)}
      ></toggle-switch>
      <details>
        <summary>${words.raw}</summary>
        ${this.lastMessage(live)}
      </details>`;
  }

  /** Shows the message in place of charts, which would stay empty. */
  private unreadable(live: LiveState): TemplateResult {
    return html`<div class="stack">${this.unreadableNote(live)} ${this.lastMessage(live)}</div>`;
  }

  private unreadableNote({ oddReason }: LiveState): TemplateResult {
    return html`<p class="caution">
      ${oddReason === null ? nothing : words.unreadable.reasons[oddReason]} ${words.unreadable.explain}
    </p>`;
  }

  private lastMessage(live: LiveState): TemplateResult {
    return html`<div class="stack">
      ${this.topic(live)}
      ${
        live.lastMessage
          ? html`<copy-text
              class="wide"
              block
              .label=${words.raw}
              .value=${live.lastMessage.text}
            ></copy-text>`
          : nothing
      }
    </div>`;
  }

  private topic(live: LiveState): TemplateResult {
    return html`<div class="small">
      <span class="muted">${words.topic}</span
      ><copy-text short .label=${words.topic} .value=${live.topic}></copy-text>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-card': LiveCard;
  }
}
