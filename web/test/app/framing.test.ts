import { expect, test } from 'vitest';
import { isFramed } from '../../src/app/framing';

const alone = {} as Window;
Object.assign(alone, { self: alone, top: alone });

test('a page in its own tab is not framed', () => {
  expect(isFramed(alone)).toBe(false);
});

test.each(['https://elsewhere.example', 'https://here.example'])(
  'a page that %s shows in a frame is framed, whether it shares the origin or not',
  (origin) => {
    const top = { location: { origin } };
    const framed = { top, location: { origin: 'https://here.example' } } as unknown as Window;
    Object.assign(framed, { self: framed });
    expect(isFramed(framed)).toBe(true);
  },
);
