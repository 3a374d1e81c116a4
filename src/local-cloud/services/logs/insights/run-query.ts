import type { LogGroup } from '../log-group.ts';
import type { Command } from './query.ts';
import { type Row, rowOf, type Value } from './row.ts';
import { type Column, groupRows } from './stats.ts';
import { sortOrderOf } from './values.ts';

/** What a query found: rows of columns in their order, and what it read. */
export interface QueryAnswer {
  rows: { field: string; value: string }[][];
  recordsMatched: number;
  recordsScanned: number;
  bytesScanned: number;
}

/** Rows that are given when the query does not say. */
const defaultLimit = 10_000;

/** The last that a Date can be. */
const lastMoment = 8.64e15;

const shownWithoutFields = ['@timestamp', '@message'];

/** Functions whose result is a timestamp, and those whose result is what they are of. */
const ofTime = /^(bin|datefloor|dateceil|fromMillis)\(/i;
const ofOne = /^(?:min|max|earliest|latest|sortsFirst|sortsLast)\(([^()]+)\)$/i;

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
  const times = timesIn(commands);
  const isStats = commands.some(({ name }) => name === 'stats');
  return {
    rows: rows.slice(0, most).map((row) => [
      ...columns(row).flatMap(({ name, evaluate }) => {
        const value = evaluate(row);
        return value === undefined
          ? []
          : [{ field: name, value: times.has(name) ? momentText(value) : String(value) }];
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
          const order = sortOrderOf(evaluate(one), evaluate(other));
          if (order !== 0) return descending ? -order : order;
        }
        return 0;
      });
    case 'dedup': {
      const seen = new Set<string>();
      return rows.filter((row) => {
        const values = command.by.map(({ evaluate }) => evaluate(row));
        // "Log events with null values for any of the specified fields are retained."
        if (values.includes(undefined)) return true;
        const key = JSON.stringify(values);
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

const named = (name: string): Column => ({ name, text: name, evaluate: ({ values }) => values[name] });

const newestFirst = (one: Row, other: Row): number =>
  Number(other.values['@timestamp']) - Number(one.values['@timestamp']);

/** The columns that hold moments: `@timestamp`, `bin(5m)`, `max(@timestamp)`, and whatever else one of these is called. */
function timesIn(commands: readonly Command[]): ReadonlySet<string> {
  const times = new Set(['@timestamp', '@ingestionTime']);
  const isTime = (text: string) =>
    times.has(text) || ofTime.test(text) || times.has(ofOne.exec(text)?.[1]?.trim() ?? '');
  for (const command of commands) {
    const columns = [
      ...('columns' in command ? command.columns : []),
      ...('by' in command ? command.by : []),
    ];
    for (const { name, text } of columns) if (isTime(text)) times.add(name);
  }
  return times;
}

/** As `2026-11-30 03:00:00.000`. */
const momentText = (value: Value): string =>
  typeof value === 'number' && Math.abs(value) <= lastMoment
    ? new Date(value).toISOString().replace('T', ' ').slice(0, -1)
    : String(value);
