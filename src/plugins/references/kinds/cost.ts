import { billOf, times, turnsOverAt } from '#content/cost/bill.ts';
import { type Billed, billed, billedKinds } from '#content/cost/billed.ts';
import { formatDollars } from '#content/cost/dollars.ts';
import { type Counted, usageOfMonth, usageOfOne } from '#content/cost/recorded.ts';
import type { CostData } from '#content/page-data.ts';
import { formatQuantity } from '#content/quantity.ts';
import { locateRun, readIdle, readPrices, readRun } from '../cost/cost-run.ts';
import { provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError, unknownName } from '../problem.ts';

const million = 1_000_000;
const turning = ['wait', 'load'];

/**
 * `<Cost run line? other? turns? waitMs? memoryMb?/>`: what a million orders of a run (`lab/experiment/variant`) cost at the
 * prices of the facts, or one line of that; with `turns`, where its bill is the same as that of the run `other`: at which
 * `wait` of a function, or at which `load` a month.
 */
export const cost: ReferenceKind = {
  component: '@site/src/components/lesson/Cost.tsx',
  required: ['run'],
  optional: ['line', 'other', 'turns', 'waitMs', 'memoryMb'],
  locate: ({ run = '' }, { root }) => locateRun(run, root),
  cut(_text, attributes, { root, read }): CostData {
    const { run = '', line, other, turns } = attributes;
    const prices = readPrices(root, read);
    const idle = readIdle(root, read);
    const { evidence, variant, counted } = readRun(run, attributes, root, read);
    const provenance = provenanceOf(evidence);
    const bill = billOf(times(usageOfOne(counted), million), prices);
    const kinds = line === undefined ? billedKinds : [lineOf(line)];
    const used = bill.lines.filter(({ kind }) => kinds.includes(kind));
    if (turns === undefined)
      return {
        shown: formatDollars(used.reduce((sum, each) => sum + each.dollars, 0)),
        label: `a million at list price, ${variant.label}`,
        how: used.map(({ kind, dollars }) => `${formatDollars(dollars)} ${billed[kind].label}`).join(', '),
        provenance,
      };

    if (!turning.includes(turns)) throw unknownName('turning point', turns, turning, 'of <Cost>');
    if (other === undefined)
      throw new AuthorError('<Cost turns> lacks other.', 'Write other="lab/experiment/variant".');
    const against = readRun(other, attributes, root, read);
    const costOf = (each: Counted) => (x: number) =>
      turns === 'wait'
        ? billOf(usageOfOne({ ...each, serviceMs: x }), prices).dollars
        : billOf(usageOfMonth(each, x, idle), prices).dollars;
    const at = turnsOverAt(costOf(counted), costOf(against.counted));
    if (at === undefined)
      throw new AuthorError(
        `${run} and ${other} cost the same at no ${turns}.`,
        'Say which is cheaper, and leave the turning point out.',
      );
    return {
      shown:
        turns === 'wait'
          ? formatQuantity(Math.round(at), 'ms')
          : formatQuantity(at / million, 'million a month'),
      label: `where ${variant.label} and ${against.variant.label} cost the same`,
      how:
        turns === 'wait'
          ? `Of each order, how long the function waits, at ${counted.memoryMb} MB`
          : 'With what is paid for while nothing comes, at list price',
      provenance,
    };
  },
};

function lineOf(line: string): Billed {
  const found = billedKinds.find((each) => each === line);
  if (!found) throw unknownName('line of a bill', line, billedKinds);
  return found;
}
