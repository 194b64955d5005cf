// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveState, Series, State } from '../../../wasm/provisioner';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/live-card';
import { live as liveWords } from '../../src/text/live';
import { account, demoFields, live, waiting, withBoard } from '../scene_parts';
import { error, view } from '../scenes';

/** uPlot needs a canvas. The tests read the labels of the plots instead. */
vi.mock('uplot', () => ({
  default: class {
    setData = vi.fn();
    setScale = vi.fn();
    setSize = vi.fn();
    destroy = vi.fn();
    redraw = vi.fn();
    over = document.createElement('div');
    valToPos = () => 0;
  },
}));

let card: HTMLElementTagNameMap['live-card'];
let sent: Command[];
let data: Series;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function show(
  shown: LiveState,
  change: Parameters<typeof view>[0] = {},
  state: Partial<State> = {},
): Promise<void> {
  card.view = view(change, { account, live: shown, ...state });
  await vi.waitUntil(() => shown.messages === 0 || customElements.get('data-chart') !== undefined, 10_000);
  await settle();
}

/** One message per second, one for each value. */
function readings(...celsius: number[]): Series {
  return {
    time: Float64Array.from(celsius, (_, index) => 1_790_000_000_000 + index * 1000),
    fields: [
      { name: 'Temp', values: Float64Array.from(celsius) },
      { name: 'Light', values: Float64Array.from(celsius, (_, index) => 100 + index) },
    ],
  };
}

/** The part of the card with the data. */
const shownData = () => card.renderRoot.querySelector('live-data')?.renderRoot;
const chart = () => shownData()?.querySelector('data-chart');

/** At the time of the newest of these readings, as the core has them. */
function liveWith(shown: Partial<LiveState> = {}): LiveState {
  const milliseconds = data.time.at(-1) ?? 0;
  return {
    ...live,
    lastMessage: { topic: live.topic, text: '{"Light":812,"Temp":23.41}', milliseconds },
    ...shown,
  };
}

function button(words: string): HTMLButtonElement {
  const roots = [card.renderRoot, shownData()].filter((root) => root !== undefined);
  const buttons = roots.flatMap((root) => [...root.querySelectorAll('button')]);
  const found = buttons.find(({ textContent }) => textContent.trim() === words);
  if (!found) throw new Error(`no button ${words}`);
  return found;
}

async function press(words: string): Promise<void> {
  button(words).click();
  await settle();
}

function charts(): (string | null)[] {
  const plots = chart()?.renderRoot.querySelectorAll('.plot') ?? [];
  return [...plots].map((plot) => plot.getAttribute('aria-label'));
}

const temperature = (range: string, unit = '°C') =>
  `Temperature: between ${range} ${unit} in the range shown`;
const pressed = (words: string): string | null => button(words).getAttribute('aria-pressed');

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE');
  sent = [];
  data = readings(20, 21);
  card = document.createElement('live-card');
  card.ask = { series: () => data } as Enquiries;
  card.addEventListener('command', (event: CommandEvent) => sent.push(event.command));
  card.view = view();
  document.body.append(card);
  await show(liveWith({ messages: 2 }));
});

describe('the head of the card', () => {
  const whose = (): string | undefined => card.renderRoot.querySelector('.whose')?.textContent;

  test('says whose data it shows: the board’s name, or the thing’s', async () => {
    expect(whose()).toBe('…5b70');
    await show(live, {}, withBoard({ thingName: live.thingName, kit: 'AVR-IoT WG' }));
    expect(whose()).toBe('AVR-IoT WG · …5EEE');
    await show({ ...live, thingName: '', status: 'idle', messages: 0 });
    expect(whose()).toBeUndefined();
  });
});

describe('the chart', () => {
  test('follows the data', async () => {
    expect(charts()).toEqual([
      temperature('20.0 and 21.0'),
      'Light: between 100 and 101 of 1,023 in the range shown',
    ]);
    data = readings(20, 21, 25);
    await show(liveWith({ messages: 3 }));
    expect(charts()[0]).toBe(temperature('20.0 and 25.0'));
  });

  test('keeps its data while paused, in either unit, and continues afterwards', async () => {
    await press('Pause');
    data = readings(20, 21, 25);
    await show(liveWith({ messages: 3 }));
    expect(shownData()?.textContent).toContain('3 messages');
    expect(charts()[0]).toBe(temperature('20.0 and 21.0'));
    await press('°F');
    expect(charts()[0]).toBe(temperature('68.0 and 69.8', '°F'));
    await press('Resume');
    expect(charts()[0]).toBe(temperature('68.0 and 77.0', '°F'));
  });

  test('is not paused for the next thing', async () => {
    await press('Pause');
    data = readings(5);
    await show({ ...waiting, thingName: 'other' });
    await show(liveWith({ thingName: 'other', messages: 1 }));
    expect(pressed('Pause')).toBe('false');
    expect(charts()[0]).toBe(temperature('5.0 and 5.0'));
    await press('Pause');
    data = readings(7);
    await show(liveWith({ messages: 9 })); // as when the user leaves the simulation
    expect(charts()[0]).toBe(temperature('7.0 and 7.0'));
  });

  test('shows the chosen range', async () => {
    data = readings(10, ...Array<number>(100).fill(20));
    await show(liveWith({ messages: 101 }));
    expect([pressed('1 min'), pressed('10 min')]).toEqual(['true', 'false']);
    expect(charts()[0]).toBe(temperature('20.0 and 20.0'));
    await press('10 min');
    expect([pressed('1 min'), pressed('10 min')]).toEqual(['false', 'true']);
    expect(charts()[0]).toBe(temperature('10.0 and 20.0'));
  });
});

describe('the fields of messages', () => {
  const field = (name: string, value: number): LiveState['fields'][number] => ({
    name,
    quantity: 'other',
    value,
    milliseconds: 1_790_000_000_000,
    max: null,
  });
  const values = () =>
    [...(shownData()?.querySelectorAll('.value') ?? [])].map((value) =>
      value.textContent.replace(/\s+/g, ' ').trim(),
    );

  test('are values and plots of their own', async () => {
    data.fields.push({ name: 'battery.voltage', values: Float64Array.from([3.7, 3.65]) });
    await show(liveWith({ fields: [...demoFields(21, 101), field('battery.voltage', 3.65)] }));
    expect(values()).toEqual(['Temperature 21.0 °C', 'Light 101 of 1,023', 'battery.voltage 3.65']);
    expect(charts()[2]).toBe('battery.voltage: between 3.65 and 3.7 in the range shown');
  });

  test('may lack the demo firmware’s', async () => {
    data.fields = [{ name: 'humidity', values: Float64Array.from([40, 41]) }];
    await show(liveWith({ fields: [field('humidity', 41)] }));
    expect(values()).toEqual(['humidity 41']);
    expect(charts()).toEqual(['humidity: between 40 and 41 in the range shown']);
    expect(shownData()?.textContent).not.toContain('°F');
  });

  test('are drawn by choice if there are many', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    data.fields = names.map((name) => ({ name, values: Float64Array.from([1, 2]) }));
    await show(liveWith({ fields: names.map((name) => field(name, 2)) }));
    expect([charts().length, pressed('a'), pressed('e')]).toEqual([4, 'true', 'false']);
    await press('a');
    await press('e');
    expect(charts().map((words) => words?.[0])).toEqual(['b', 'c', 'd', 'e']);
  });

  test('that are not sent any more look old', async () => {
    const gone = { ...field('humidity', 40), milliseconds: 1_789_999_980_000 };
    await show({ ...live, fields: [...demoFields(21, 101), gone] });
    const old = [...(shownData()?.querySelectorAll('.old') ?? [])].map(({ textContent }) => textContent);
    expect(old).toHaveLength(1);
    expect(old[0]).toContain('humidity');
  });
});

describe('a silent board', () => {
  test('has old values, says for how long, and its time axis moves on', async () => {
    await show(liveWith({ messages: 2, status: 'silent', quietSeconds: 42 }));
    expect(shownData()?.querySelectorAll('.old')).toHaveLength(2);
    expect(shownData()?.textContent).toContain('Last message 42 s ago');
    expect(chart()?.end).toBe(1_790_000_001 + 42);
    await show(liveWith({ messages: 2, status: 'silent', quietSeconds: 90 }));
    expect(charts()).toEqual(['Temperature', 'Light']); // the range shown has no values any more
  });
});

describe('the marker', () => {
  const reader = (): HTMLElement | null => chart()?.renderRoot.querySelector<HTMLElement>('.reader') ?? null;
  const read = (): string =>
    reader()
      ?.getAttribute('aria-valuetext')
      ?.replace(/^[\d:]+: /, '') ?? '';
  const key = async (name: string): Promise<void> => {
    reader()?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    await settle();
  };

  beforeEach(async () => {
    data = readings(20, 21, 22, 23);
    await show(liveWith({ messages: 4 }));
  });

  test('reads time and values by keyboard', async () => {
    expect(read()).toBe('Temperature 23.0 °C, Light 103 of 1,023');
    await key('ArrowLeft');
    expect(read()).toBe('Temperature 22.0 °C, Light 102 of 1,023');
    await key('Home');
    expect(read()).toBe('Temperature 20.0 °C, Light 100 of 1,023');
    await key('ArrowLeft');
    expect(read()).toBe('Temperature 20.0 °C, Light 100 of 1,023');
    await key('End');
    expect(read()).toBe('Temperature 23.0 °C, Light 103 of 1,023');
    const value = ['now', 'max'].map((name) => reader()?.getAttribute(`aria-value${name}`));
    expect(value).toEqual(['3', '3']);
  });

  test('shows each value beside its line, and stays where it is when data arrive', async () => {
    await key('ArrowLeft');
    const tags = () =>
      [...(chart()?.renderRoot.querySelectorAll('.tag') ?? [])].map(({ textContent }) => textContent);
    expect(tags()).toEqual([
      expect.stringMatching(/^22\.0 °C · [\d:]+$/),
      expect.stringMatching(/^102 of 1,023 · [\d:]+$/),
    ]);
    data = readings(20, 21, 22, 23, 24);
    await show(liveWith({ messages: 5 }));
    expect(read()).toBe('Temperature 22.0 °C, Light 102 of 1,023');
  });
});

describe('messages that are not readings', () => {
  const odd: LiveState = {
    ...live,
    status: 'unreadable',
    messages: 3,
    odd: 3,
    oddReason: 'no_number',
    fields: [],
    lastMessage: { topic: live.topic, text: '{"humidity":"high"}', milliseconds: 1_790_000_000_000 },
  };
  const status = () => card.renderRoot.querySelector('[role=status]')?.textContent.trim();

  test('do not count as live data, and the card says why', async () => {
    await show(odd);
    expect(status()).toBe(liveWords.status.unreadable);
    expect(card.renderRoot.textContent).toContain(liveWords.unreadable.reasons.no_number);
    expect(card.renderRoot.textContent).toContain(liveWords.unreadable.explain);
    expect(chart()).toBeUndefined();
    expect(card.renderRoot.querySelector('copy-text[block]')).toHaveProperty('value', '{"humidity":"high"}');
  });

  test('do not hide the readings among them', async () => {
    await show({ ...odd, status: 'live', fields: demoFields(23.45, 123) });
    expect(status()).toBe(liveWords.status.live);
    expect(chart()).toBeDefined();
  });

  test('leave earlier readings visible, and the card says why there are no new ones', async () => {
    await show({ ...odd, fields: demoFields(23.45, 123) });
    expect(status()).toBe(liveWords.status.unreadable);
    expect(card.renderRoot.textContent).toContain(liveWords.unreadable.reasons.no_number);
    expect(chart()).toBeDefined();
  });
});

describe('the first message', () => {
  let scrolled: number;
  let top: number;

  beforeEach(async () => {
    scrolled = 0;
    top = innerHeight + 100;
    await show({ ...waiting });
    card.scrollIntoView = () => ++scrolled;
    card.getBoundingClientRect = () => new DOMRect(0, top, 300, 500);
  });
  const frames = async (): Promise<void> => {
    for (let round = 0; round < 3; ++round)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  };

  test('is scrolled into view, once', async () => {
    for (const messages of [1, 2]) {
      await show({ ...live, messages });
      await frames();
    }
    expect(scrolled).toBe(1);
  });

  test('does not scroll if it is in view or the user is typing', async () => {
    top = 100;
    await show({ ...live, messages: 1 });
    await frames();
    await show({ ...waiting });
    top = -400;
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await show({ ...live, messages: 1 });
    await frames();
    expect(scrolled).toBe(0);
  });

  test('of a thing that was already live does not scroll', async () => {
    await show({ ...live, thingName: 'other', messages: 40 });
    await frames();
    expect(scrolled).toBe(0);
  });
});

describe('live data', () => {
  test('uses the unit of the user’s country until the user chooses one, which is kept', async () => {
    const number = () => shownData()?.querySelector('.temperature .number')?.textContent.trim();
    expect([pressed('°C'), number()]).toEqual(['true', '23.4 °C']);
    await press('°F');
    expect([pressed('°F'), number()]).toEqual(['true', '74.1 °F']);
    expect(JSON.stringify(Object.entries(localStorage))).toContain('fahrenheit');
  });

  test('shows the last message unchanged, and can be stopped', async () => {
    const raw = [...card.renderRoot.querySelectorAll('copy-text')].find(
      ({ label }) => label === 'Last message',
    );
    expect(raw?.value).toBe(live.lastMessage?.text);
    await press('Stop watching');
    expect(sent).toEqual([{ do: 'unwatch' }]);
  });
});

describe('the list of things', () => {
  const list = () => card.renderRoot.querySelector('thing-choice')?.renderRoot.textContent;

  test('says that AWS is asked until the list arrives or fails', async () => {
    expect(list()).toContain('Checking with AWS');
    await show(live, { errors: { live: error('aws.not_permitted') } });
    expect(list()).not.toContain('Checking with AWS');
    await show(live, {}, { things: { names: ['far-away'] } });
    expect(list()).not.toContain('Checking with AWS');
    expect(list()).toContain('far-away');
  });
});
