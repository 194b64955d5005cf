/** The result of a provisioning: what was made and where it is in the AWS console, all steps, and the ways to do it again. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JobResult, JobState } from '../../../wasm/provisioner';
import { copied, factRows } from '../components/fact-rows';
import { external } from '../components/icons';
import '../components/late-part';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../components/step-list';
import { text } from '../text/catalogue';

const words = text.provision;
const names = words.result;
const loadRegistration = (): Promise<unknown> => import('../components/registration-note');

@customElement('provision-result')
export class ProvisionResult extends PageElement {
  @property({ attribute: false }) job!: JobState;
  /** True if the board can be provisioned again now. */
  @property({ type: Boolean }) able = false;
  @property({ type: Boolean }) simulated = false;

  static override styles = [
    shared,
    css`
      dl.facts {
        align-items: baseline;
      }
      .links {
        gap: 0 16px;
      }
      .link {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        min-height: var(--target);
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { job, able } = this;
    const { result } = job;
    if (!result) return nothing;
    return html`<div class="stack">
      ${this.registration()}
      ${factRows([
        [names.thing, copied(names.thing, result.thingName)],
        [names.certificate, copied(names.certificate, result.certificateId)],
        [
          names.topic,
          html`${copied(names.topic, result.topic)}<span class="muted">${names.topicHint}</span>`,
        ],
        [names.endpoint, result.endpoint],
      ])}
      ${this.simulated ? nothing : this.links(result)}
      <details class="wide">
        <summary>${words.allSteps(result.milliseconds)}</summary>
        <step-list class="wide" .job=${job}></step-list>
        <div class="row">
          <button ?disabled=${!able} @click=${() => this.send({ do: 'plan', renew: false })}>
            ${words.again}
          </button>
          <button ?disabled=${!able} @click=${() => this.send({ do: 'plan', renew: true })}>
            ${words.renew}
          </button>
        </div>
        ${able ? nothing : html`<p class="muted small">${words.status.waitFirmware}</p>`}
      </details>
    </div>`;
  }

  private registration(): TemplateResult | typeof nothing {
    const { registration } = this.job;
    if (!registration) return nothing;
    return html`<late-part .load=${loadRegistration}></late-part>
      <registration-note .registration=${registration}></registration-note>`;
  }

  private links({ links }: JobResult): TemplateResult {
    const link = (address: string, name: string): TemplateResult =>
      html`<a class="link" href=${address} target="_blank" rel="noopener noreferrer">${name}${external}</a>`;
    return html`<div class="row links small">
      <span class="muted">${names.links.title}</span>
      ${link(links.thing, names.links.thing)} ${link(links.certificate, names.links.certificate)}
      ${link(links.testClient, names.links.testClient)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'provision-result': ProvisionResult;
  }
}
