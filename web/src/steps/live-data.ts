/** The data of the watched thing: the newest values, how long ago they arrived, and the chart with its controls. */
import { limits } from '@wasm/boundary.json';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FieldState, LiveState } from '../../../wasm/provisioner';
import type { Enquiries } from '../app/view';
import { pauseIcon, playIcon } from '../components/icons';
import '../components/late-part';
import { shownField, type ShownField } from '../components/live-fields';
import { PageElement } from '../components/page-element';
import { segmentStyles } from '../components/segment-styles';
import { shared } from '../components/shared-styles';
import { rememberUnit, temperatureUnit } from '../storage/preferences';
import { live as words } from '../text/live';
import { duration } from '../text/format';
import { liveDataStyles } from './live-styles';

const loadChart = (): Promise<unknown> => import('../components/data-chart');
const ranges = [60, 600, 3600] as const;
type Range = (typeof ranges)[number];
/** How many fields are drawn until the user chooses. */
const drawnAtFirst = 4;

@customElement('live-data')
export class LiveData extends PageElement {
  @property({ attribute: false }) live!: LiveState;
  @property({ attribute: false }) ask!: Enquiries;
  @property() theme = '';
  @state() private range: Range = 60;
  @state() private paused = false;
  @state() private unit = temperatureUnit(navigator.language);
  /** The fields that the user chose to draw; null before the first choice. */
  @state() private chosen: readonly string[] | null = null;
  private watched = '';

  static override styles = [shared, segmentStyles, liveDataStyles];

  protected override willUpdate(): void {
    const { thingName } = this.live;
    if (thingName !== this.watched) {
      this.paused = false; // pause and choice belonged to another thing
      this.chosen = null;
    }
    this.watched = thingName;
    this.style.setProperty('--plots', String(Math.max(this.drawn().length, 1)));
  }

  protected override render(): TemplateResult {
    const { live } = this;
    return html`<div class="values">${live.fields.map((field) => this.value(field))}</div>
      ${this.figures()} ${this.controls()}
      <div class="chart">
        <late-part .load=${loadChart}></late-part>
        <data-chart
          .series=${this.ask.series}
          .fields=${this.drawn()}
          .messages=${live.messages}
          .end=${(live.lastMessage?.milliseconds ?? 0) / 1000 + live.quietSeconds}
          .seconds=${this.range}
          .paused=${this.paused}
          .old=${live.status === 'silent'}
          .fahrenheit=${this.fahrenheit}
          .theme=${this.theme}
        ></data-chart>
      </div>`;
  }

  private get fahrenheit(): boolean {
    return this.unit === 'fahrenheit';
  }

  private drawn(): FieldState[] {
    const { fields } = this.live;
    const { chosen } = this;
    return chosen ? fields.filter(({ name }) => chosen.includes(name)) : fields.slice(0, drawnAtFirst);
  }

  private value(field: FieldState): TemplateResult {
    const { status, lastMessage } = this.live;
    const shown = shownField(field, this.fahrenheit);
    const since = (lastMessage?.milliseconds ?? 0) - field.milliseconds;
    const isOld = status === 'silent' || since > limits.silenceMilliseconds;
    return html`<div class="value ${field.quantity} ${isOld ? 'old' : ''}">
      <span class="name">${shown.name}</span>
      <span class="number">${this.number(shown, field)}</span>
    </div>`;
  }

  private number(shown: ShownField, { value }: FieldState): TemplateResult {
    return html`${shown.format(shown.convert(value))}${shown.unit ? html`<small> ${shown.unit}</small>` : nothing}`;
  }

  /** Always one line, so that nothing moves when the board becomes silent. */
  private figures(): TemplateResult {
    const { messages, quietSeconds, rate, odd, hasLeftOutFields } = this.live;
    return html`<p class="muted small figures">
      ${[
        quietSeconds > 0 ? words.lastAgo(duration(quietSeconds * 1000)) : '',
        quietSeconds === 0 && messages > 1 ? words.messagesPerMinute(rate) : '', // one message has no rate
        words.messages(messages),
        odd > 0 ? words.odd(odd) : '',
        hasLeftOutFields ? words.leftOut(this.live.fields.length) : '',
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>`;
  }

  private controls(): TemplateResult {
    const { unit } = this;
    const hasTemperature = this.live.fields.some(({ quantity }) => quantity === 'temperature');
    return html`<div class="controls">
      ${this.segments(
        words.range,
        ranges.map((range) => [words.ranges[range], range === this.range, () => (this.range = range)]),
      )}
      ${
        hasTemperature
          ? this.segments(words.unit, [
              ['°C', unit === 'celsius', () => this.chooseUnit('celsius')],
              ['°F', unit === 'fahrenheit', () => this.chooseUnit('fahrenheit')],
            ])
          : nothing
      }
      ${this.live.fields.length > 2 ? this.fieldChoice() : nothing}
      <button
        class="pause"
        aria-pressed=${this.paused ? 'true' : 'false'}
        @click=${() => (this.paused = !this.paused)}
      >
        ${this.paused ? playIcon : pauseIcon}${this.paused ? words.resume : words.pause}
      </button>
    </div>`;
  }

  private fieldChoice(): TemplateResult {
    const drawn = this.drawn().map(({ name }) => name);
    return this.segments(
      words.fields,
      this.live.fields.map((field) => [
        shownField(field, this.fahrenheit).name,
        drawn.includes(field.name),
        () =>
          (this.chosen = drawn.includes(field.name)
            ? drawn.filter((name) => name !== field.name)
            : [...drawn, field.name]),
      ]),
    );
  }

  private segments(
    label: string,
    choices: readonly (readonly [words: string, pressed: boolean, choose: () => void])[],
  ): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${label}>
      ${choices.map(
        ([name, pressed, choose]) =>
          html`<button aria-pressed=${pressed ? 'true' : 'false'} @click=${choose}>${name}</button>`,
      )}
    </div>`;
  }

  private chooseUnit(unit: typeof this.unit): void {
    this.unit = unit;
    rememberUnit(unit);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-data': LiveData;
  }
}
