import type { ClaimVerdict } from '#content/evidence.ts';
import { metricTable } from '../lab/report-measured.ts';
import type { Judgement } from './judge-repair.ts';
import type { Paper } from './paper.ts';

/** Prints a verdict: what is missing with the numbers that say so, then what holds, then what was measured. */
export function reportJudgement(paper: Paper, { claims, mends, status, variants, seconds }: Judgement): void {
  const { style } = paper;
  const missing = claims.filter(({ holds }) => holds === false);
  const open = claims.filter(({ holds }) => holds === null);
  const broken = missing.filter(({ id }) => !mends.includes(id));
  if (missing.length > broken.length) {
    paper.heading('Not mended yet');
    for (const each of missing.filter(({ id }) => mends.includes(id))) demand('✗', 'red', each);
  }
  if (broken.length > 0) {
    paper.heading('It did this before, and does not any more');
    for (const each of broken) demand('✗', 'red', each);
  }
  if (open.length > 0) {
    paper.heading('Too busy to judge');
    for (const each of open) demand('?', 'yellow', each);
  }
  paper.heading(status === 'mended' ? 'Mended. All of this is so:' : 'What holds');
  const holding = claims.filter(({ holds }) => holds);
  for (const { statement } of holding) paper.marked(style('green', '✓'), statement);
  if (holding.length === 0) paper.text('Nothing of what is asked.', 2);
  paper.heading(`Measured in this run of ${Math.round(seconds)} s`);
  for (const line of metricTable(variants, paper.columns, style)) paper.line(line);

  function demand(
    sign: string,
    colour: 'red' | 'yellow',
    { statement, because, remedy }: ClaimVerdict,
  ): void {
    paper.marked(style(colour, sign), statement);
    paper.text(because, 2);
    if (remedy) paper.text(remedy, 2);
  }
}

/** The same for a program. */
export const reportedJudgement = (name: string, { status, claims, mends, variants, seconds }: Judgement) => ({
  name,
  status,
  seconds: Math.round(seconds * 10) / 10,
  demands: claims.map(({ id, statement, holds, because }) => ({
    id,
    statement,
    holds,
    because,
    /** Whether the pipeline failed at it as it was delivered. */
    broken: mends.includes(id),
  })),
  measured: variants.map((variant) => ({
    variant: variant.name,
    metrics: Object.fromEntries(variant.metrics.map((each) => [each.name, each.median])),
  })),
});
