/** The stage while a board is provisioned: the time left, the running steps in groups, and the button that stops the job. Also shows where a job stopped. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState, JobState, Light, LightsState } from '../../../wasm/provisioner';
import { boardName } from '../app/board_names';
import { activeElement } from '../app/focus';
import { selectedBoard, selectedJob, type View } from '../app/view';
import { drawnWith } from '../components/drawn-with';
import '../components/job-time';
import '../components/kit-picture';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { groupsOf } from '../components/step-groups';
import type { Leds } from '../simulation/messages';
import { text } from '../text/catalogue';
import { isField } from './key-paste';

const words = text.provision;

function lightsOf({ wifi, conn, data, error }: Leds): LightsState {
  const light = (isOn: boolean): Light => (isOn ? 'on' : 'off');
  return { wifi: light(wifi), conn: light(conn), data: light(data), error: light(error), power: 'on' };
}

@customElement('run-panel')
export class RunPanel extends PageElement {
  @property(drawnWith((state) => [state.boards, selectedJob(state), state.account.throttled])) view!: View;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        scroll-margin-block: 72px 56px; /* the simulation's banner, and the bar at the bottom */
      }
      section {
        display: grid;
        gap: 16px;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        min-height: 40px;
      }
    `,
  ];

  /** On a phone, the panel is below the cards: brings it into view when the job starts, unless the user types. */
  protected override firstUpdated(): void {
    if (isField(activeElement())) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    requestAnimationFrame(() =>
      this.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' }),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const job = selectedJob(this.view.state);
    if (!job) return nothing;
    const board = selectedBoard(this.view.state);
    const title = this.heading(job);
    const runs = job.status === 'running' || job.status === 'planning';
    return html`<section aria-label=${title}>
      <p class="hidden-text" role="status">${runs ? this.spoken(title, job) : nothing}</p>
      <div class="head">
        <div>
          <h2>${title}</h2>
          ${board ? html`<p class="muted">${boardName(board, this.view.state.boards, this.view.names)}</p>` : nothing}
        </div>
        ${runs ? html`<button @click=${() => this.send({ do: 'cancel' })}>${words.cancel}</button>` : nothing}
      </div>
      ${runs ? html`<job-time .job=${job}></job-time>` : nothing}
      ${runs && this.view.state.account.throttled ? html`<p class="caution" role="status">${words.throttled}</p>` : nothing}
      ${board ? this.picture(board) : nothing}
      <step-groups .job=${job}></step-groups>
    </section>`;
  }

  /** The board with its LEDs as they should be now, for comparison; those of a virtual board as they are. */
  private picture(board: BoardState): TemplateResult {
    const { leds } = this.view;
    return html`<kit-picture
      .kit=${board.kit}
      .mcu=${board.mcu}
      .lights=${board.simulated && leds ? lightsOf(leds) : board.lights}
    ></kit-picture>`;
  }

  /** What a screen reader says during the job: the first group that is not done. Its steps would be too many, and groups take turns. */
  private spoken(title: string, job: JobState): string {
    const group = groupsOf(job).find(({ status }) => status !== 'done');
    return group ? `${title}: ${words.groups[group.name]}` : '';
  }

  private heading({ status }: JobState): string {
    if (status === 'planning') return words.stage.planning;
    return status === 'running' ? words.stage.running : words.stage.stopped;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-panel': RunPanel;
  }
}
