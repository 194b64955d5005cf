// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import '../../src/components/light-question';
import { diagnosis } from '../../src/text/tools';

const { patterns } = diagnosis.see;

test('each pattern of the lights can be chosen, and its meaning is announced', async () => {
  const question = document.createElement('light-question');
  document.body.append(question);
  const buttons = await vi.waitUntil(() => {
    const found = [...question.renderRoot.querySelectorAll('button')];
    return found.length > 0 && found;
  });
  expect(buttons.map(({ textContent }) => textContent.trim())).toEqual(
    Object.values(patterns).map(({ looks }) => looks),
  );
  const answer = (): string => question.renderRoot.querySelector('[role=status]')?.textContent ?? '';
  expect(answer().trim()).toBe('');
  for (const button of buttons) {
    button.click();
    await question.updateComplete;
    const chosen = Object.values(patterns).find(({ looks }) => looks === button.textContent.trim());
    expect(answer()).toContain(chosen?.todo);
    expect(buttons.filter((one) => one.getAttribute('aria-pressed') === 'true')).toEqual([button]);
  }
});

test('the picture of a pattern has the lights that its words name', async () => {
  const question = document.createElement('light-question');
  document.body.append(question);
  await question.updateComplete;
  const colours = { wifi: /blue/i, conn: /green/i, data: /yellow/i, error: /red/i };
  for (const button of question.renderRoot.querySelectorAll('button')) {
    const words = button.textContent;
    for (const [led, colour] of Object.entries(colours)) {
      const light = button.querySelector(`.${led}`);
      if (light?.classList.contains('off')) continue;
      if (led === 'wifi' && /green is on/i.test(words)) continue; // green is never on without blue
      expect(words).toMatch(colour);
    }
  }
});
