/** Line icons, 20 by 20, in the colour of the text beside them. They are decorative: each one has a text beside it. */
import { svg, html, type TemplateResult } from 'lit';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shape}
  </svg>`;
}

export const check = icon(svg`<path d="M5 10.5l3.5 3.5L15 6.5" />`);
export const cross = icon(svg`<path d="M6 6l8 8M14 6l-8 8" />`);
export const exclamation = icon(svg`<path d="M10 5v6M10 14.5v.1" />`);
export const copyIcon = icon(
  svg`<rect x="7" y="7" width="9" height="9" rx="2" /><path d="M13 4H6a2 2 0 0 0-2 2v7" />`,
);
export const downloadIcon = icon(svg`<path d="M10 3v9M6.5 9l3.5 3.5L13.5 9M4 16h12" />`);
export const cable = icon(svg`<path d="M3 10h5M8 6.5h4a3.5 3.5 0 0 1 0 7H8zM12 8.5h4M12 11.5h4" />`);
export const drive = icon(
  svg`<rect x="3" y="5" width="14" height="10" rx="2" /><path d="M13.5 12h.1M6 12h4" />`,
);
export const sun = icon(
  svg`<circle cx="10" cy="10" r="3.2" /><path d="M10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1" />`,
);
export const moon = icon(svg`<path d="M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z" />`);
export const screen = icon(
  svg`<rect x="3" y="4" width="14" height="9.5" rx="1.5" /><path d="M7.5 16.5h5" />`,
);
export const chevron = icon(svg`<path d="M6 8l4 4 4-4" />`);
export const external = icon(svg`<path d="M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7" />`);
export const pauseIcon = icon(svg`<path d="M7.5 5v10M12.5 5v10" />`);
export const playIcon = icon(svg`<path d="M7 5l8 5-8 5z" />`);
export const question = icon(svg`<path d="M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6M10 14.5v.1" />`);
