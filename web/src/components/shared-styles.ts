/** Styles of text, buttons, fields and lists that all elements share. Colours and sizes are custom properties (app/page.css). */
import { css } from 'lit';

export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  p,
  ul,
  ol,
  dl,
  dd,
  h2,
  h3,
  figure,
  pre {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* Four sizes: 28 px for the page's name (app/page-header.ts), 20 for headings, 16 for text, 13 for what is less important. */
  h2 {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 24px;
  }
  h2:focus-visible {
    outline: 0; /* only the page moves the focus to a heading */
  }
  h3 {
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--muted);
  }
  p {
    max-width: 62ch;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
    text-decoration-thickness: 1px;
  }
  svg {
    flex: none;
  }
  .caution {
    width: 100%;
    max-width: none;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--warn);
    border-radius: 2px 8px 8px 2px;
    background: var(--warn-soft);
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.8125rem;
    line-height: 20px;
  }
  /* A status in words; the colour adds nothing that the words do not say. */
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 2px 10px;
    border-radius: 12px;
    background: var(--hover);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 500;
    line-height: 20px;
  }
  .pill.is-good {
    background: var(--good-soft);
    color: var(--good);
  }
  .pill.is-working {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .pill.is-attention {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .pill.is-failed {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    justify-items: start;
  }
  .stack > * {
    max-width: 100%;
  }
  .wide {
    justify-self: stretch;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--target);
    padding: 7px 16px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: transparent;
    color: var(--ink);
    font: inherit;
    font-weight: 500;
    line-height: 20px;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--hover);
  }
  button:disabled {
    border-color: var(--line);
    background: none;
    color: var(--muted);
    cursor: default;
  }
  .primary:not(:disabled) {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .primary:hover:not(:disabled) {
    background: var(--accent-strong);
    border-color: var(--accent-strong);
  }
  .plain {
    min-width: var(--target);
    padding-inline: 0;
    border: 0;
    color: var(--accent);
    font-weight: 400;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .plain:hover:not(:disabled) {
    background: none;
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  label,
  .field {
    display: grid;
    gap: 4px;
    align-content: start;
    font-size: 0.8125rem;
    line-height: 20px;
    color: var(--muted);
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: var(--target);
    padding: 7px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--field);
    color: var(--ink);
    font: inherit;
    font-size: 1rem;
    line-height: 20px;
  }
  select {
    height: var(--target);
    padding-block: 0;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  /* Not type=password, because browsers offer to store passwords. */
  .secret {
    -webkit-text-security: disc;
  }
  .secret.shown {
    -webkit-text-security: none;
  }

  code,
  .mono {
    font-family: var(--mono);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  dl.facts {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 8px 16px;
    font-size: 0.8125rem;
    line-height: 20px;
    justify-self: stretch;
  }
  dl.facts dt {
    min-width: 96px;
    color: var(--muted);
  }
  dl.facts dd {
    overflow-wrap: anywhere;
  }

  details > summary {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--target);
    color: var(--muted);
    font-size: 0.8125rem;
    cursor: pointer;
    list-style: none;
    border-radius: 4px;
  }
  details > summary::-webkit-details-marker {
    display: none;
  }
  details > summary::before {
    content: '';
    width: 6px;
    height: 6px;
    margin-inline: 1px 3px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
    transition: transform 120ms ease-out;
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  details > summary:hover {
    color: var(--ink);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
