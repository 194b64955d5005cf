/** Inspection and repair: what is stored on the board, its root certificates, its firmware images, and restoring the delivered state. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardState, ErrorInfo, ImageState, JobState } from '../../../wasm/provisioner';
import { addressOf } from '../app/routes';
import type { Image } from '../app/view';
import { text } from '../text/catalogue';
import { tools } from '../text/tools';
import './error-note';
import './file-button';
import type { FilesEvent } from './file-button';
import './inspection-view';
import './job-time';
import { PageElement } from './page-element';
import './root-list';
import { shared } from './shared-styles';
import './step-list';

@customElement('board-tools')
export class BoardTools extends PageElement {
  @property({ attribute: false }) board!: BoardState;
  /** The last job, unless it was a provisioning. */
  @property({ attribute: false }) job: JobState | null = null;
  @property({ attribute: false }) error: ErrorInfo | null = null;
  @state() private asking = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: 8px;
        padding-block: 16px;
        border-block-end: 1px solid var(--line);
      }
      section:last-child {
        border-block-end: 0;
      }
      section > a,
      section > button {
        justify-self: start;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { board, job } = this;
    const error = job?.error ?? this.error;
    const busy = board.status !== 'ready';
    return html`${error ? html`<error-note .mild=${job?.status === 'cancelled'} .error=${error}></error-note>` : nothing}
      ${job?.status === 'running' ? html`<job-time .job=${job}></job-time><step-list class="wide" .job=${job}></step-list>` : nothing}
      ${
        job?.status === 'running'
          ? html`<button @click=${() => this.send({ do: 'cancel' })}>${tools.stop}</button>`
          : nothing
      }
      ${this.inspect(busy)}
      <section>
        <h3>${tools.roots.title}</h3>
        <root-list .roots=${board.roots} .disabled=${busy}></root-list>
      </section>
      ${board.images ? this.images(board.images, busy) : nothing}
      <section>
        <h3>${text.views.check}</h3>
        <p class="muted small">${tools.check}</p>
        <a class="button" href=${addressOf('check')}>${text.views.check}</a>
      </section>
      ${this.restore(busy, job?.kind === 'restore' && job.status === 'done')}`;
  }

  private inspect(busy: boolean): TemplateResult {
    const words = tools.inspect;
    const { inspection } = this.board;
    return html`<section>
      <h3>${words.title}</h3>
      <p class="muted small">${words.words} ${tools.puts}</p>
      ${inspection ? html`<inspection-view .inspection=${inspection}></inspection-view>` : nothing}
      <button ?disabled=${busy} @click=${() => this.send({ do: 'inspect' })}>${words.button}</button>
    </section>`;
  }

  private images(images: Record<Image, ImageState>, busy: boolean): TemplateResult {
    const words = tools.images;
    const own = images.provisioning.own || images.demo.own;
    return html`<section>
      <h3>${words.title}</h3>
      <p class="muted small">${words.words}</p>
      ${(['provisioning', 'demo'] as const).map((which) => this.image(which, images[which], busy))}
      ${own ? html`<p class="caution">${words.caution}</p>` : nothing}
    </section>`;
  }

  private image(image: Image, { name, version, own }: ImageState, busy: boolean): TemplateResult {
    const words = tools.images;
    return html`<div class="stack">
      <p>
        ${words.names[image]}: <code>${name}</code>
        <span class="muted">(${own ? words.own : words.vendor(version)})</span>
      </p>
      <div class="row">
        <file-button
          .label=${words.choose}
          .disabled=${busy}
          accept=".hex"
          @files=${({ files: [file] }: FilesEvent) => file && this.send({ do: 'use_image', image, file })}
        ></file-button>
        ${
          own
            ? html`<button @click=${() => this.send({ do: 'use_image', image, file: null })}>
                ${words.back}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  private restore(busy: boolean, done: boolean): TemplateResult {
    const words = tools.restore;
    return html`<section>
      <h3>${words.title}</h3>
      <p class="muted small">${words.words}</p>
      ${done ? html`<p role="status">${words.done}</p>` : nothing}
      ${
        this.asking
          ? html`<div class="row">
              <button ?disabled=${busy} @click=${this.onSure}>${words.sure}</button>
              <button class="plain" data-answer @click=${() => this.ask(false)}>${words.no}</button>
            </div>`
          : html`<button ?disabled=${busy} data-answer @click=${() => this.ask(true)}>
              ${words.button}
            </button>`
      }
    </section>`;
  }

  /** The confirmation replaces the button, so the focus moves to the choice that changes nothing. */
  private async ask(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-answer]')?.focus();
  }

  private readonly onSure = (): void => {
    this.asking = false;
    this.send({ do: 'restore' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'board-tools': BoardTools;
  }
}
