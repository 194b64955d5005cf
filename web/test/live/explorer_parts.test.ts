import { describe, expect, test } from 'vitest';
import { laidOut } from '../../src/live/json_text';
import { treeOf } from '../../src/live/topic_tree';
import { explorerState } from '../fleet_scenes';

describe('JSON in lines', () => {
  test('changes nothing but white space', () => {
    expect(laidOut('{"a":[1,{"b":"x: {\\"}"}],"id":12345678901234567890,"e":{},"a":2}')).toBe(
      [
        '{',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": "x: {\\"}"',
        '    }',
        '  ],',
        '  "id": 12345678901234567890,',
        '  "e": {},',
        '  "a": 2',
        '}',
      ].join('\n'),
    );
    expect(laidOut(' [ ] ')).toBe('[]');
    expect(laidOut('1.50')).toBe('1.50');
  });

  test('is null for other text', () => {
    expect(laidOut('{"a":')).toBeNull();
    expect(laidOut('hello')).toBeNull();
  });
});

describe('the tree of topics', () => {
  test('sums what has arrived below each level', () => {
    const [classes, first, second] = treeOf(explorerState.topics);
    expect(classes).toMatchObject({ name: 'class', topics: 1, messages: 12, own: null });
    expect(first).toMatchObject({ name: 'sn0123a1b2c3d401', topics: 2, messages: 241, rate: 60 });
    expect(first?.children.map(({ path }) => path)).toEqual([
      'sn0123a1b2c3d401/alerts',
      'sn0123a1b2c3d401/sensors',
    ]);
    expect(second?.children[0]?.own?.messages).toBe(239);
  });

  test('keeps a topic that is also a level above others, and empty levels', () => {
    const topic = (name: string) => ({ topic: name, messages: 1, rate: 0, milliseconds: 0 });
    const [empty, one] = treeOf([topic('/a'), topic('a'), topic('a/b')]);
    expect(empty).toMatchObject({ name: '', path: '', topics: 1 });
    expect(empty?.children[0]).toMatchObject({ name: 'a', path: '/a' });
    expect(one).toMatchObject({ path: 'a', topics: 2, messages: 2 });
    expect(one?.own).not.toBeNull();
  });
});
