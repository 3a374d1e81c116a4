import type { LogGroup } from '../log-group.ts';
import { orderOf } from './expression.ts';
import type { Command } from './query.ts';
import { type Row, rowOf, type Value } from './row.ts';
import { type Column, groupRows } from './stats.ts';

/** What a query found: rows of columns in their order, and what it read. */
export interface QueryAnswer {
  rows: { field: string; value: string }[][];
  recordsMatched: number;
  recordsScanned: number;
  bytesScanned: number;
}

/** Rows that are given when the query does not say. */
const defaultLimit = 10_000;

const shownWithoutFields = ['@timestamp', '@message'];

const timeFields = new Set(['@timestamp', '@ingestionTime']);

/** Runs the commands over what the groups have between two moments: Unix ms, both included. */
export function runQuery(
  commands: Command[],
  groups: readonly LogGroup[],
  { from, to, limit = defaultLimit }: { from: number; to: number; limit?: number | undefined },
): QueryAnswer {
  const scanned = groups.flatMap((group) =>
    group.events.filter(({ at }) => at >= from && at <= to).map((event) => ({ event, group })),
  );
  let rows = scanned.map(({ event, group }) => rowOf(event, group));
  // The newest first, unless the query sorts.
  if (!commands.some(({ name }) => name === 'sort')) rows = rows.toSorted(newestFirst);
  let matched = rows.length;
  let most = limit;
  for (const command of commands) {
    if (command.name === 'limit') most = command.count;
    rows = apply(command, rows);
    if (command.name === 'filter' || command.name === 'parse') matched = rows.length;
  }
  const columns = columnsOf(commands);
  const isStats = commands.some(({ name }) => name === 'stats');
  return {
    rows: rows.slice(0, most).map((row) => [
      ...columns(row).flatMap(({ name, evaluate }) => {
        const value = evaluate(row);
        return value === undefined ? [] : [{ field: name, value: textOf(name, value) }];
      }),
      ...(isStats ? [] : [{ field: '@ptr', value: row.pointer }]),
    ]),
    recordsMatched: matched,
    recordsScanned: scanned.length,
    bytesScanned: scanned.reduce((sum, { event }) => sum + Buffer.byteLength(event.message), 0),
  };
}

function apply(command: Command, rows: Row[]): Row[] {
  switch (command.name) {
    case 'filter':
      return rows.filter(command.keeps);
    case 'parse':
      return rows.map(command.adds);
    case 'fields':
      // What it names can be used by the commands that follow.
      return rows.map((row) => ({
        ...row,
        values: {
          ...row.values,
          ...Object.fromEntries(command.columns.map(({ name, evaluate }) => [name, evaluate(row)])),
        },
      }));
    case 'stats':
      return groupRows(rows, command.columns, command.by);
    case 'sort':
      return rows.toSorted((one, other) => {
        for (const { evaluate, descending } of command.by) {
          const order = orderOfMissing(evaluate(one), evaluate(other));
          if (order !== 0) return descending ? -order : order;
        }
        return 0;
      });
    case 'dedup': {
      const seen = new Set<string>();
      return rows.filter((row) => {
        const key = JSON.stringify(command.by.map(({ evaluate }) => evaluate(row) ?? null));
        return !seen.has(key) && Boolean(seen.add(key));
      });
    }
    case 'limit':
      return rows.slice(0, command.count);
    default:
      return rows;
  }
}

/** The columns of the last `display`, else of `stats`, else of all `fields`, else the time and the line. */
function columnsOf(commands: Command[]): (row: Row) => Column[] {
  const display = commands.findLast(({ name }) => name === 'display');
  if (display?.name === 'display') return () => display.columns;
  if (commands.some(({ name }) => name === 'stats')) return ({ values }) => Object.keys(values).map(named);
  const fields = commands.flatMap((each) => (each.name === 'fields' ? each.columns : []));
  const columns = fields.length > 0 ? fields.map(({ name }) => named(name)) : shownWithoutFields.map(named);
  return () => columns;
}

const named = (name: string): Column => ({ name, evaluate: ({ values }) => values[name] });

const newestFirst = (one: Row, other: Row): number =>
  Number(other.values['@timestamp']) - Number(one.values['@timestamp']);

/** What is not there comes before everything. */
const orderOfMissing = (one: Value, other: Value): number =>
  orderOf(one, other) ?? Number(one !== undefined) - Number(other !== undefined);

/** Times as `2026-11-30 03:00:00.000`. */
function textOf(name: string, value: Value): string {
  const isTime = timeFields.has(name) || name.startsWith('bin(');
  if (!(isTime && typeof value === 'number')) return String(value);
  return new Date(value).toISOString().replace('T', ' ').slice(0, -1);
}
