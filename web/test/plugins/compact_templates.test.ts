import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { withCompactTemplates } from '../../plugins/compact_templates.ts';

const compacted = (code: string): string => withCompactTemplates(code, parseSync('test.js', code).program);

describe('compact templates', () => {
  test('have no comments and no layout in their CSS', () => {
    const code =
      'const ä = css`\n  /* why */\n  a,\n  b {\n    margin: ${x}px 2px;\n    color: red;\n  }\n`;';
    expect(compacted(code)).toBe('const ä = css` a,b{margin:${x}px 2px;color:red}`;');
  });

  test('have no indentation in their HTML, but the line breaks that a <pre> shows', () => {
    expect(compacted('html`<p\n    class="a  b">\n  ${x} y\n</p><pre>\n${z}</pre>`')).toBe(
      'html`<p\nclass="a b">\n${x} y\n</p><pre>\n${z}</pre>`',
    );
  });

  test('are compact inside the expressions of others, too', () => {
    expect(compacted('html`<p>\n    ${x ? html`<b>\n      1</b>` : "a  b"}\n  </p>`')).toBe(
      'html`<p>\n${x ? html`<b>\n1</b>` : "a  b"}\n</p>`',
    );
  });

  test('leave all other text as it is', () => {
    const code = 'const a = `x\n    y`; other`a  b`; f(" css`a  b` ");';
    expect(compacted(code)).toBe(code);
  });
});
