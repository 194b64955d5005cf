/** The result of an inspection: secure element, Wi-Fi module, stored certificates, factory certificates. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CertificateInfo, Inspection } from '../../../wasm/provisioner';
import { tools } from '../text/tools';
import './error-note';
import { copied, factRows } from './fact-rows';
import { day } from '../text/format';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = tools.inspect;
@customElement('inspection-view')
export class InspectionView extends PageElement {
  @property({ attribute: false }) inspection!: Inspection;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .certificate {
        padding-inline-start: 12px;
        border-inline-start: 2px solid var(--line);
      }
      .certificate p {
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { inspection } = this;
    const { secureElement, module } = inspection;
    return html`<div class="stack">
      ${factRows([
        [
          words.secureElement,
          html`${secureElement.part} ${copied(words.secureElement, secureElement.serialNumber)}`,
        ],
        [words.module, html`${words.moduleWords(module.firmware, module.required)}`],
        [words.thing, inspection.thingName ? copied(words.thing, inspection.thingName) : words.none],
        [words.endpoint, inspection.endpoint || words.none],
        [words.key, this.key(inspection.keyMatches)],
      ])}
      ${this.certificates(words.certificates, inspection.certificates)}
      ${this.certificates(words.delivered, inspection.deliveredCertificates)}
      ${inspection.warnings.map((warning) => html`<error-note mild .error=${warning}></error-note>`)}
    </div>`;
  }

  private key(matches: boolean | null): TemplateResult | '' {
    if (matches === null) return '';
    return html`<span class=${matches ? '' : 'bad'}>${matches ? words.keyMatches : words.keyDiffers}</span>`;
  }

  private certificates(title: string, list: readonly CertificateInfo[]): TemplateResult {
    return html`<div class="stack wide">
      <strong class="small">${title}</strong>
      ${list.length === 0 ? html`<p class="muted small">${words.none}</p>` : list.map((one) => this.certificate(one))}
    </div>`;
  }

  private certificate(certificate: CertificateInfo): TemplateResult {
    const { subject, issuer, notBefore, notAfter, serialNumber, chainOk } = certificate;
    return html`<div class="certificate small wide">
      <p>${subject}</p>
      <p class="muted">${words.issuer} ${issuer} · ${words.valid(day(notBefore), day(notAfter))}</p>
      <p class="mono muted">${serialNumber}</p>
      ${
        chainOk === null
          ? nothing
          : html`<p class=${chainOk ? 'muted' : 'bad'}>${chainOk ? words.chainOk : words.chainBroken}</p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inspection-view': InspectionView;
  }
}
