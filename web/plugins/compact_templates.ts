/**
 * Removes from the elements' css`…` and html`…` templates the white space that only lays out the source: the build's minifier leaves templates as they
 * are. In HTML a line break stays a line break, because a <pre> shows it.
 */
import { Visitor, type ESTree, type Plugin } from 'vite';
import { compactCss } from './compact_css.ts';

const compactors: Readonly<Record<string, (text: string) => string>> = {
  css: compactCss,
  html: (text) => text.replace(/\s*\n\s*/g, '\n').replace(/[ \t]+/g, ' '),
};

/** `program` is what `code` parses to. */
export function withCompactTemplates(code: string, program: ESTree.Program): string {
  const changes: { from: number; text: string; compacted: string }[] = [];
  const visitor = new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      const compact = tag.type === 'Identifier' ? compactors[tag.name] : undefined;
      if (!compact) return;
      for (const { start, value } of quasi.quasis)
        changes.push({
          from: code.indexOf(value.raw, start),
          text: value.raw,
          compacted: compact(value.raw),
        });
    },
  });
  visitor.visit(program);
  // From the end on, so that the places before stay valid. Templates lie in the expressions of others, but their texts never overlap.
  changes.sort((a, b) => b.from - a.from);
  return changes.reduce(
    (changed, { from, text, compacted }) =>
      changed.slice(0, from) + compacted + changed.slice(from + text.length),
    code,
  );
}

export function compactTemplates(): Plugin {
  return {
    name: 'compact-templates',
    apply: 'build',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: /\b(css|html)`/ },
      handler(code) {
        return { code: withCompactTemplates(code, this.parse(code)), map: null };
      },
    },
  };
}
