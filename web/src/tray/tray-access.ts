/**
 * How the page gets at the boards of a tray: the browser asks once for each, and administrators can allow all of them by policy. Facts: Chrome
 * Enterprise policy list, "SerialAllowUsbDevicesForUrls" and "WebHidAllowDevicesForUrls".
 */
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../components/copy-text';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { boardIds } from '../devices/ports';
import { tray } from '../text/tray';

const words = tray.access;
const policies = ['SerialAllowUsbDevicesForUrls', 'WebHidAllowDevicesForUrls'] as const;

/** The value of either policy that allows the boards for this origin. */
export function policyValue(origin: string): string {
  const devices = [{ vendor_id: boardIds.vendorId, product_id: boardIds.productId }];
  return JSON.stringify([{ devices, urls: [origin] }]);
}

@customElement('tray-access')
export class TrayAccess extends PageElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      p {
        max-width: none;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<p class="muted small">${words.once}</p>
      <details>
        <summary>${words.managed}</summary>
        <div class="stack small">
          <p>${words.policies}</p>
          ${policies.map(
            (policy) =>
              html`<div class="wide">
                <h3>${policy}</h3>
                <copy-text block .label=${policy} .value=${policyValue(location.origin)}></copy-text>
              </div>`,
          )}
          <p class="muted">${words.check}</p>
        </div>
      </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tray-access': TrayAccess;
  }
}
