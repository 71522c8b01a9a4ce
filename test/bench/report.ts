import type { Finding } from './bench';

export type Verdict = 'aim' | 'must' | 'missed' | 'told';

/** How a figure stands to what was promised. */
export function verdictOn({ value, better, must, aim }: Finding): Verdict {
  const reaches = (goal: number) => (better === 'more' ? value >= goal : value <= goal);
  if (must === undefined) {
    return 'told';
  }
  if (!reaches(must)) {
    return 'missed';
  }
  return aim === undefined || reaches(aim) ? 'aim' : 'must';
}

const MARKS: Readonly<Record<Verdict, string>> = {
  aim: '✔ aim reached',
  must: '✔ must reached',
  missed: '✘ must missed',
  told: '',
};

/** The findings as a table of Markdown, so that they can be written down as they are. */
export function table(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.what,
    text(finding.value, finding),
    goal(finding.must, finding),
    goal(finding.aim, finding),
    MARKS[verdictOn(finding)],
    finding.detail,
  ]);
  const all = [['what', 'measured', 'must', 'aim', '', 'made of'], ...rows];
  const widths = all[0].map((_, column) => Math.max(3, ...all.map((row) => row[column].length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [line(all[0]), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function goal(bound: number | undefined, finding: Finding): string {
  return bound === undefined ? '' : `${finding.better === 'more' ? '≥' : '≤'} ${text(bound, finding)}`;
}

function text(value: number, { unit }: Finding): string {
  const digits = unit === 'kB' || unit === 'errors' ? 0 : unit === 'MiB' ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${unit}`;
}
