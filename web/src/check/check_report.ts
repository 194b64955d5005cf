/** The report of the hardware check, as Markdown for an issue. In English, and without what tells whose board it is. */
import type { View } from '../app/view';
import { section, type Outlined } from '../support/outline';
import { boardFacts, errorFacts, jobFacts, pseudonymsOf } from '../support/support_file';
import { check } from '../text/en/aside';
import type { Row } from './check_rows';

function rowText({ part, verdict, reason, milliseconds, facts, error }: Row): string {
  const cells = [
    check.parts[part],
    verdict === 'failed' ? '**failed**' : verdict,
    milliseconds > 0 ? `${milliseconds} ms` : '',
    [
      ...(reason ? [reason.replaceAll('_', ' ')] : []),
      ...facts,
      ...(error ? [`\`${error.code}\``] : []),
    ].join('; '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}

function failures(rows: readonly Row[]): Outlined {
  const failed = rows.filter(({ error }) => error !== null);
  return Object.fromEntries(failed.map(({ part, error }) => [check.parts[part], errorFacts(error)]));
}

export function checkReport(
  view: View,
  board: number,
  rows: readonly Row[],
  { remarks, agent, now }: { remarks: string; agent: string; now: Date },
): string {
  const { boards, jobs } = view.state;
  const found = boards.find(({ id }) => id === board);
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const text = [
    `# Hardware check: ${found?.kit ?? ''}${found?.simulated ? ' (simulated)' : ''}\n\n`,
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} not checked\n\n`,
    '| part | result | time | what was found |\n|---|---|---|---|\n',
    `${rows.map(rowText).join('\n')}\n\n`,
    remarks.trim() === '' ? '' : `## Remarks\n${remarks.trim()}\n\n`,
    section('Failures', failures(rows)),
    section('Page', { version: view.version, made: now.toISOString(), browser: agent }),
    section('Board', found && boardFacts(found)),
    section('Last job', jobs.filter((job) => job.board === board).map(jobFacts)),
  ].join('');
  return pseudonymsOf(view).in(text);
}
