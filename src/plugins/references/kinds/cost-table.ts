import { billOf, times } from '#content/cost/bill.ts';
import { billed, billedKinds } from '#content/cost/billed.ts';
import { formatDollars } from '#content/cost/dollars.ts';
import type { Prices } from '#content/cost/prices.ts';
import { hoursAMonth, type Idle, usageOfMonth, usageOfOne } from '#content/cost/recorded.ts';
import type { CostCell, CostTableData } from '#content/page-data.ts';
import { formatNumber } from '#content/quantity.ts';
import { amountOf, type CostRun, readIdle, readPrices, readRun } from '../cost/cost-run.ts';
import type { Attributes, ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';

const million = 1_000_000;
const everyMonth = { pollers: 0, waitSeconds: 20 };

type Table = Pick<CostTableData, 'first' | 'columns' | 'rows' | 'note'>;
type Make = (runs: CostRun[], prices: Prices, attributes: Attributes, idle: Idle) => Table;

/**
 * `<CostTable by runs at? waitMs? memoryMb?/>`: what recorded runs (`lab/experiment/variant`, with spaces between) cost at
 * the prices of the facts. By `line` of the bill, per million; by `load`, for so many a month (`at`); by `peak`, for writes
 * whose peak is so many times their mean (`at`), with the first run's requests to the queue.
 */
export const costTable: ReferenceKind = {
  component: '@site/src/components/lesson/CostTable.tsx',
  required: ['by', 'runs'],
  optional: ['at', 'waitMs', 'memoryMb'],
  own: ['title'],
  locate: (_attributes, { page }) => page,
  cut(_text, attributes, { root, read }): CostTableData {
    const { by = '', runs: names = '' } = attributes;
    const make = tables[by];
    if (!make) throw unknownName('way to show costs', by, Object.keys(tables));
    const { factOf, ...prices } = readPrices(root, read);
    const runs = wordsOf(names).map((run) => readRun(run, attributes, root, read));
    const table = make(runs, prices, attributes, readIdle(root, read));
    const kinds =
      by === 'peak' ? (['writeUnits', 'writeUnitHours', 'queueRequests'] as const) : usedKinds(runs);
    return { ...table, prices: kinds.map((kind) => factOf(billed[kind].price)) };
  },
};

const tables: Record<string, Make> = {
  line(runs, prices) {
    const bills = runs.map(({ counted }) => billOf(times(usageOfOne(counted), million), prices));
    const rows = usedKinds(runs)
      .filter((kind) => kind !== 'shardHours')
      .map((kind) => ({
        label: billed[kind].label,
        cells: bills.map(({ lines }): CostCell => {
          const line = lines.find((each) => each.kind === kind);
          if (!line) return { shown: '–' };
          const each = line.used / million;
          return {
            shown: formatDollars(line.dollars),
            more: kind === 'gbSeconds' ? undefined : `${Number(each.toFixed(2))} each`,
          };
        }),
      }));
    const sum = {
      label: 'a million',
      sum: true,
      cells: bills.map((bill) => ({ shown: formatDollars(bill.dollars) })),
    };
    return {
      first: 'Billed',
      columns: columnsOf(runs),
      rows: [...rows, sum],
      note: `At list price, per million. ${durationOf(runs)}`,
    };
  },

  load(runs, prices, { at = '' }, idle) {
    const rows = [0, ...wordsOf(at).map((each) => amountOf('at', each))].map((load) => ({
      label: load === 0 ? 'nobody comes' : `${formatNumber(load)} a month`,
      cells: runs.map(({ counted }): CostCell => {
        const usage = usageOfMonth(counted, load, idle);
        const free = billOf(usage, prices, 'free tier').dollars;
        return {
          shown: formatDollars(billOf(usage, prices).dollars),
          more: `${formatDollars(free)} with free tier`,
        };
      }),
    }));
    return {
      first: 'Load',
      columns: columnsOf(runs),
      rows,
      note: `A month of ${hoursAMonth} hours, for the only user of an account. A queue’s ${idle.pollers} pollers ask every ${idle.waitSeconds} s whether anything has come. ${durationOf(runs)}`,
    };
  },

  peak([run], prices, { at = '' }) {
    const requests = run ? usageOfMonth(run.counted, million, everyMonth).queueRequests : 0;
    const onDemand = billOf({ writeUnits: million }, prices).dollars;
    const provisioned = (times_: number) =>
      billOf({ writeUnitHours: (times_ * million) / 3600 }, prices).dollars;
    const queue = billOf({ queueRequests: requests ?? 0 }, prices).dollars;
    return {
      first: 'Peak over mean',
      columns: ['provisioned for the peak', 'on demand', 'provisioned for the mean, and a queue'],
      rows: wordsOf(at).map((each) => {
        const peak = amountOf('at', each);
        return {
          label: formatNumber(peak),
          cells: [provisioned(peak), onDemand, provisioned(1) + queue].map((dollars) => ({
            shown: formatDollars(dollars),
          })),
        };
      }),
      note: 'A million writes of up to 1 KB. Nothing is kept in reserve, and the capacity is the same all day.',
    };
  },
};

const wordsOf = (text: string) => text.trim().split(/\s+/);

const columnsOf = (runs: CostRun[]) => runs.map(({ variant }) => variant.label);

/** What any of the runs uses, in the order of a bill. */
function usedKinds(runs: CostRun[]) {
  const used = runs.map(({ counted }) => usageOfMonth(counted, million, everyMonth));
  return billedKinds.filter((kind) => used.some((usage) => usage[kind] !== undefined));
}

/** Functions that wait differently long say so each for itself. */
function durationOf(runs: CostRun[]): string {
  const waits = new Set(runs.map(({ counted }) => `${counted.serviceMs} ms with ${counted.memoryMb} MB`));
  return `Duration is modelled: each wait takes ${[...waits].join(', or ')}.`;
}
