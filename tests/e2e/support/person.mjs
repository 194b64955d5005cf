// What a user does and sees on the page. Finds elements by role and name, as a screen reader does. Exceptions are the cards and the view Account, whose content is in
// slots that a locator for their region does not reach, and the error note: they are found by their element names. The Provision card's job is shown
// beside the cards while it runs.

import { expectSoon } from './soon.mjs';

const cards = {
  Board: 'board-card',
  'AWS account': 'account-card',
  'Wi-Fi': 'wifi-card',
  Provision: 'provision-card, run-panel',
  'Live data': 'live-card',
  Account: 'account-view',
};

/** Default time-out; long enough for a busy machine, ms. */
const slow = 40_000;

async function contentOfDownload(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export class Person {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  card(name) {
    return this.page.locator(cards[name]);
  }
  button(card, name) {
    return this.card(card).getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Opens a view through its tab. @param {'Set up' | 'Live' | 'Account'} view */
  async show(view) {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
    await this.page.getByRole('main', { name: view }).waitFor();
  }

  /** Waits until the card's status is this text. @param {string | RegExp} words */
  async sees(card, words, timeout = slow) {
    const status = this.page.getByRole('region', { name: card, exact: true }).getByRole('status').first();
    await expectSoon(
      async () => {
        const text = ((await status.textContent()) ?? '').replace(`${card}: `, '').trim();
        return { holds: typeof words === 'string' ? text === words : words.test(text), seen: text };
      },
      `${card}: ${words}`,
      timeout,
    );
  }

  /** Waits until the card shows this text anywhere. @param {string | RegExp} words */
  async reads(card, words, timeout = slow) {
    await this.card(card).getByText(words).filter({ visible: true }).first().waitFor({ timeout });
  }

  /** Waits until the card explains the error with this code. Returns all texts of the error: what happened, what to do, technical detail. */
  async fails(card, code, timeout = slow) {
    const notes = this.card(card).locator('error-note');
    let text = '';
    await expectSoon(
      async () => {
        text = await notes.evaluateAll((all) =>
          all
            .filter((note) => note.checkVisibility())
            .map(({ shadowRoot }) => shadowRoot.textContent)
            .join('\n'),
        );
        return { holds: typeof code === 'string' ? text.includes(code) : code.test(text), seen: text };
      },
      `${card}: ${code}`,
      timeout,
    );
    return text;
  }

  /** Unfolds a card that is folded to one line, or opens its details. */
  async unfold(card) {
    const line = this.button(card, `${card}: Details`);
    const details = this.card(card).getByText('Details', { exact: true });
    if (await line.isVisible()) {
      if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
    } else if (await details.isVisible()) {
      if (!(await details.evaluate((summary) => summary.closest('details').open))) await details.click();
    }
  }

  /** The name of the element that has the focus, and whether the focus is visible; null if no element has it. */
  async focused() {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active || active === document.body) return null;
      const label = active.ariaLabel ?? active.labels?.[0]?.textContent ?? active.textContent ?? '';
      const { outlineStyle, boxShadow } = getComputedStyle(active);
      return {
        label: label.replace(/\s+/g, ' ').trim(),
        visible: outlineStyle !== 'none' || boxShadow !== 'none',
      };
    });
  }

  /** Waits until the element with this name has the focus. */
  async expectFocus(name, timeout = slow) {
    await expectSoon(
      async () => {
        const seen = (await this.focused())?.label;
        return { holds: seen === name, seen };
      },
      `the focus on ${name}`,
      timeout,
    );
  }

  /** True if the whole button is in the window. */
  async isInView(card, name) {
    const { height } = this.page.viewportSize();
    const { y, height: tall } = await this.button(card, name).boundingBox();
    return y >= 0 && y + tall <= height;
  }

  async connectBoard() {
    await this.button('Board', 'Connect a board').click();
  }

  /** @param {{accessKeyId: string, secretAccessKey: string, sessionToken?: string}} keys */
  async typeKeys(keys, region) {
    const account = this.card('AWS account');
    await this.unfold('AWS account');
    await account.getByLabel('Region').selectOption(region);
    await account.getByLabel('Access key ID', { exact: true }).fill(keys.accessKeyId);
    await account.getByLabel('Secret access key', { exact: true }).fill(keys.secretAccessKey);
    if (keys.sessionToken) await account.getByLabel(/^Session token/).fill(keys.sessionToken);
    await this.button('AWS account', 'Connect account').click();
  }

  async typedKeys() {
    const field = (label) => this.card('AWS account').getByLabel(label, { exact: true }).inputValue();
    return {
      accessKeyId: await field('Access key ID'),
      secretAccessKey: await field('Secret access key'),
    };
  }

  /** Pastes from the clipboard into the box for keys, or into another field. */
  async pasteKeys(text, field = 'Paste keys') {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.unfold('AWS account');
    await this.card('AWS account').getByLabel(field, { exact: true }).focus();
    await this.page.keyboard.press('ControlOrMeta+V');
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
  }

  /** Checks the kept keys again, after a refusal that was not their fault. */
  async checkKeysAgain() {
    await this.button('AWS account', /^Check key ….{4} again$/).click();
    await this.sees('AWS account', 'Connected', 30_000);
  }
  async useWifi({ ssid, passphrase }, button = /Use this network|Send to the board/) {
    const card = this.card('Wi-Fi');
    await this.unfold('Wi-Fi');
    const change = this.button('Wi-Fi', 'Change the network');
    if (await change.isVisible()) await change.click();
    await card.getByLabel('Network name').fill(ssid);
    await card.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.button('Wi-Fi', button).click();
  }

  async showPlan() {
    await this.button('Provision', 'Show the plan').click({ timeout: 20_000 });
    await this.sees('Provision', /Nothing written yet|Everything is in place/);
  }
  async provision() {
    await this.button('Provision', 'Provision this board').click();
  }
  /** Provisions a provisioned board once more. */
  async provisionAgain() {
    await this.unfold('Provision');
    await this.card('Provision')
      .getByText(/^All steps/)
      .click();
    await this.button('Provision', 'Provision again').click();
    await this.sees('Provision', /Nothing written yet|Everything is in place/);
    await this.provision();
  }
  async useKeptNetwork() {
    await this.unfold('Wi-Fi');
    const change = this.button('Wi-Fi', 'Change the network');
    if (await change.isVisible()) await change.click();
    await this.button('Wi-Fi', 'Keep the board’s network').click();
  }
  /** Chooses how AWS registers the board. */
  async chooseMethod(name) {
    const choice = this.card('Provision').getByRole('radio', { name });
    if (!(await choice.isVisible()))
      await this.card('Provision')
        .getByText(/^AWS registers the board/)
        .click();
    await choice.check();
  }
  /** A value of the result; the whole text that its copy button copies, if there is one. */
  async result(name) {
    const term = this.card('Provision')
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${name}$`) });
    const value = term.locator('xpath=following-sibling::dd[1]');
    const copied = value.locator('code');
    if ((await copied.count()) === 0) return (await value.innerText()).trim();
    return (await copied.first().getAttribute('title')) ?? (await copied.first().innerText()).trim();
  }

  /** The number of messages received. */
  async messages() {
    const counted = /(\d+) messages?\b(?! per minute)/;
    const words = await this.card('Live data').getByText(counted).first().innerText();
    return Number(counted.exec(words)?.[1]);
  }

  /** Opens the tools in the Board card: inspect, repair, restore. */
  async openTools() {
    const tools = this.card('Board').getByText('Inspect, repair, restore', { exact: true });
    if (!(await tools.isVisible())) await this.unfold('Board');
    await tools.click();
  }

  /** Chooses a file through the button with this name. @param {import('playwright-core').FilePayload | string} file */
  async chooseFile(card, name, file, nth = 0) {
    await this.card(card).locator(`input[type=file][aria-label="${name}"]`).nth(nth).setInputFiles(file);
  }

  /** Clicks the button with this name and returns the file that it downloads. @returns {Promise<{name: string, content: Buffer}>} */
  async download(card, name) {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.button(card, name).click(),
    ]);
    return { name: download.suggestedFilename(), content: await contentOfDownload(download) };
  }

  /** The content of the downloaded log. */
  async downloadLog() {
    const handle = this.page
      .getByRole('region', { name: 'Log', exact: true })
      .getByRole('button', { name: 'Log', exact: true });
    if ((await handle.getAttribute('aria-expanded')) !== 'true') await handle.click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Download the log' }).click();
    const content = await contentOfDownload(await download);
    await handle.click();
    return content.toString();
  }
}
