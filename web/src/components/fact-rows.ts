/** A list of names and values, in the common style. Rows without a value are left out. */
import { html, type TemplateResult } from 'lit';
import './copy-text';

export type Fact = readonly [name: string, value: string | TemplateResult];

export function factRows(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd class=${typeof value === 'string' ? 'mono' : ''}>${value}</dd>`,
      )}
  </dl>`;
}

/** A value with a copy button. Long serial numbers, hashes and IDs in it are shortened. */
export function copied(label: string, value: string): TemplateResult {
  return html`<copy-text short .label=${label} .value=${value}></copy-text>`;
}
