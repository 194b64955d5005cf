/**
 * Opens every disclosure of the page until none is closed. Runs inside the page (page.evaluate), so it may use nothing from this file.
 * @param {Document} [document_] another document of the same origin, such as an iframe's
 */
export async function openAll(document_ = document) {
  const closed = '.fold[aria-expanded=false], .handle[aria-expanded=false], details:not([open]) > summary';
  const find = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(closed) && element.checkVisibility() ? [element] : []),
      ...(element.shadowRoot ? find(element.shadowRoot) : []),
    ]);
  for (let round = 0; round < 10; ++round) {
    const found = find(document_);
    if (found.length === 0) return;
    for (const element of found) element.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('disclosures keep closing');
}
