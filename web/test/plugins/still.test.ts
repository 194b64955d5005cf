// @vitest-environment happy-dom
import { css, html, LitElement, type TemplateResult } from 'lit';
import { beforeAll, describe, expect, test } from 'vitest';
import { Stills } from '../../plugins/still.ts';

class DemoInside extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

class DemoOutside extends LitElement {
  static override styles = css`
    /* Applies to nothing here. */
    .unused {
      color: red;
    }
    *,
    *::before,
    *::after {
      box-sizing: border-box;
    }
    demo-inside {
      margin: 8px;
    }
    button:hover:not(:disabled),
    .demo-inside {
      color: blue;
    }
    @media (max-width: 640px) {
      .unused {
        display: none;
      }
      input {
        width: 1px;
      }
    }
  `;

  protected override render(): TemplateResult {
    return html`<demo-inside
        ><button class="demo-inside" ?disabled=${false} @click=${() => undefined}>
          <i></i>Save &amp; close
        </button></demo-inside
      >
      <input value="" />
      <details>
        <summary>More</summary>
        <p>Hidden</p>
      </details>
      <p><b>Two</b> <i>words</i></p>
      <ul>
        <li>One</li>
        <li>Two</li>
      </ul>`;
  }
}

customElements.define('demo-inside', DemoInside);
customElements.define('demo-outside', DemoOutside);

describe('the static HTML of an element', () => {
  let picture = '';
  beforeAll(async () => {
    const element = document.createElement('demo-outside') as DemoOutside;
    document.body.append(element);
    await element.updateComplete;
    picture = new Stills().html(element, 'data-still');
  });

  test('has declarative shadow roots, and element names that no script defines', () => {
    expect(picture).toMatch(/^<demo-outside-still data-still><template shadowrootmode="open">/);
    expect(picture).toContain('<demo-inside-still><template shadowrootmode="open">');
    expect(picture).not.toMatch(/<\/?demo-(in|out)side[ >]/);
  });

  test('has only the style rules that apply in it, including those for states', () => {
    expect(picture).toContain('demo-inside-still{margin:8px}');
    expect(picture).toContain('button:hover:not(:disabled),.demo-inside{color:blue}');
    expect(picture).toContain('@media (max-width:640px){input{width:1px}}');
    expect(picture).toContain('*{box-sizing:border-box}');
    expect(picture).not.toContain('unused');
    expect(picture).not.toContain('Applies to nothing');
  });

  test('has the text unchanged, without the content of closed disclosures', () => {
    expect(picture).toContain('Save &amp; close </button>');
    expect(picture).toContain('<summary>More</summary>');
    expect(picture).not.toContain('Hidden');
  });

  test('has white space only between words', () => {
    expect(picture).toMatch(/<\/demo-inside-still><input[^>]*><details><summary>/);
    expect(picture).toContain('<p><b>Two</b> <i>words</i></p>');
    expect(picture).toContain('<button class="demo-inside"><i></i>Save');
  });

  test('has no end tags that HTML does not need', () => {
    expect(picture).toContain('<ul><li>One<li>Two</ul>');
  });

  test('has fields that accept no input', () => {
    expect(picture).toMatch(/<input[^>]* inert\/>/);
  });
});
