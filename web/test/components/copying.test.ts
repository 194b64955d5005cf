// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/components/copy-text';
import '../../src/components/log-panel';

let write: ReturnType<typeof vi.fn>;
beforeEach(() => {
  write = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal('navigator', { clipboard: { writeText: write }, userAgent: 'X11; Linux x86_64' });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
/** The text that a screen reader announces. */
const announced = (root: ParentNode): string => root.querySelector('[role=status]')?.textContent ?? '';

async function copyFrom(name: 'copy-text' | 'log-panel'): Promise<string> {
  const element = document.createElement(name);
  if ('value' in element) element.value = 'thing/sensors';
  document.body.append(element);
  await element.updateComplete;
  const { renderRoot } = element;
  const buttons = [...renderRoot.querySelectorAll('button')];
  buttons.find((button) => name === 'copy-text' || button.textContent === 'Copy the log')?.click();
  await settle();
  return announced(renderRoot);
}

describe.each(['copy-text', 'log-panel'] as const)('%s', (name) => {
  test('announces that the text was copied', async () => {
    expect(await copyFrom(name)).toBe('Copied');
    expect(write).toHaveBeenCalledOnce();
  });

  test('selects the text and shows the shortcut if the page is not allowed to copy', async () => {
    write.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    const select = vi.spyOn(getSelection() ?? ({} as Selection), 'selectAllChildren');
    expect(await copyFrom(name)).toBe('Press Ctrl+C');
    expect(select).toHaveBeenCalledOnce();
  });
});
