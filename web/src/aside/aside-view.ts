/** The views that a link opens. Each is fetched when it is first opened, and then stays. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LogLine } from '../../../wasm/provisioner';
import { asides, type Aside, type Route } from '../app/routes';
import type { Enquiries, View } from '../app/view';
import '../components/late-part';
import { PageElement } from '../components/page-element';

const load: Readonly<Record<Aside, () => Promise<unknown>>> = {
  check: () => import('../check/check-view'),
  help: () => import('../help/help-view'),
  support: () => import('../support/support-view'),
};

@customElement('aside-view')
export class AsideView extends PageElement {
  @property() route: Route = 'setup';
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @property({ attribute: false }) log: readonly LogLine[] = [];
  private readonly opened = new Set<Route>();

  protected override willUpdate(): void {
    this.opened.add(this.route);
  }

  protected override render(): TemplateResult {
    return html`${asides.map((aside) =>
      this.opened.has(aside)
        ? html`<div ?hidden=${aside !== this.route}>
            <late-part .load=${load[aside]}></late-part>
            ${this.content(aside)}
          </div>`
        : nothing,
    )}`;
  }

  private content(aside: Aside): TemplateResult {
    const isShown = aside === this.route;
    const draw: Readonly<Record<Aside, () => TemplateResult>> = {
      check: () => html`<check-view .view=${this.view} .ask=${this.ask}></check-view>`,
      help: () => html`<help-view></help-view>`,
      support: () =>
        html`<support-view .view=${this.view} .log=${this.log} .shown=${isShown}></support-view>`,
    };
    return draw[aside]();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'aside-view': AsideView;
  }
}
