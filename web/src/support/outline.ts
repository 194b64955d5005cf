/** Writes values as an indented outline, a line for each, which people can read and send on in an issue. Leaves out what is empty. */
export type Outlined =
  string | number | boolean | null | undefined | readonly Outlined[] | { readonly [name: string]: Outlined };

function isEmpty(value: Outlined): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function lines(value: Outlined): string[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) {
    const items: readonly Outlined[] = value;
    return items.flatMap((item) => lines(item).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`));
  }
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value as Record<string, Outlined>).flatMap(([name, inside]) => {
    const written = lines(inside);
    const [only] = written;
    if (only === undefined) return [];
    if (typeof inside !== 'object') return [`${name}: ${only}`];
    return [`${name}:`, ...written.map((line) => `  ${line}`)];
  });
}

export function outline(value: Outlined): string {
  return lines(value).join('\n');
}

/** A heading as in Markdown, and the outline below it; empty for an empty value. */
export function section(title: string, value: Outlined): string {
  const written = outline(value);
  return written === '' ? '' : `## ${title}\n${written}\n\n`;
}
