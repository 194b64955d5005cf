/** Lays JSON text out in lines. Changes nothing but white space: numbers of any length and members of the same name stay as they were sent. */

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const step = '  ';

/** Null if the text is not JSON. */
export function laidOut(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let lines = '';
  let depth = 0;
  let before = '';
  const line = (): string => `\n${step.repeat(depth)}`;
  for (const [token] of text.matchAll(tokens)) {
    const isOpening = before === '{' || before === '[';
    if (token === '}' || token === ']') {
      depth -= 1;
      lines += isOpening ? token : line() + token;
    } else {
      if (isOpening || before === ',') lines += line();
      lines += token === ':' ? ': ' : token;
      if (token === '{' || token === '[') depth += 1;
    }
    before = token;
  }
  return lines;
}
