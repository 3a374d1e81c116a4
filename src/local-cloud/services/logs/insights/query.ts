import { readExpression } from './expression.ts';
import { readParse } from './parse-command.ts';
import { QueryError } from './query-error.ts';
import type { Row } from './row.ts';
import { type Aggregate, type Column, readAggregate, seesAggregate } from './stats.ts';
import { TokenReader } from './token-reader.ts';
import { tokensOf } from './tokens.ts';
import { isTrue } from './values.ts';

/** A command of a query. */
export type Command =
  | { name: 'fields' | 'display'; columns: Column[] }
  | { name: 'filter'; keeps(row: Row): boolean }
  | { name: 'parse'; adds(row: Row): Row }
  | { name: 'stats'; columns: Aggregate[]; by: Column[] }
  | { name: 'sort'; by: (Column & { descending: boolean })[] }
  | { name: 'dedup'; by: Column[] }
  | { name: 'limit'; count: number };

const readers: Record<string, (reader: TokenReader) => Command> = {
  fields: (reader) => ({ name: 'fields', columns: readColumns(reader) }),
  display: (reader) => ({ name: 'display', columns: readColumns(reader) }),
  filter: readFilter,
  where: readFilter,
  parse: (reader) => ({ name: 'parse', adds: readParse(reader) }),
  stats: readStats,
  sort: readSort,
  dedup: (reader) => ({ name: 'dedup', by: readColumns(reader) }),
  limit(reader) {
    const count = Number(reader.takeKind('number', 'how many rows'));
    if (!(Number.isInteger(count) && count >= 1 && count <= 100_000))
      throw new QueryError(`limit ${count} cannot be. Write a whole number from 1 to 100,000.`);
    return { name: 'limit', count };
  },
};

/** Commands that AWS has and this cloud has not. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
const notHere = [
  'anomaly',
  'diff',
  'eventstats',
  'filterindex',
  'join',
  'lookup',
  'pattern',
  'source',
  'unmask',
  'unnest',
];

/**
 * The commands of a query in the query language of Logs Insights. Throws a QueryError that names what cannot be run.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function commandsOf(query: string): Command[] {
  const tokens = tokensOf(query);
  const pipes = tokens.flatMap(({ kind, text }, place) => (kind === 'sign' && text === '|' ? [place] : []));
  const starts = [0, ...pipes.map((place) => place + 1)];
  const parts = starts.map((start, place) => tokens.slice(start, pipes[place]));
  if (parts[0]?.length === 0) parts.shift();
  if (parts.length === 0) throw new QueryError('the query is empty. Begin it with fields or filter.');
  const unknown = parts.flatMap(([first]) =>
    first && Object.hasOwn(readers, first.text.toLowerCase()) ? [] : [first?.text ?? '|'],
  );
  if (unknown.length > 0) throw notACommand(unknown);
  const commands = parts.map((part) => {
    const reader = new TokenReader(query, part);
    const command = (readers[reader.take().text.toLowerCase()] as (reader: TokenReader) => Command)(reader);
    if (!reader.done) throw reader.unexpected('Begin the next command with |.');
    return command;
  });
  checkOrder(commands);
  return commands;
}

/**
 * "A query can have a maximum of two stats commands", and "The only query command that you can use in a query after the dedup
 * command is limit."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-multi
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Dedup.html
 */
function checkOrder(commands: readonly Command[]): void {
  const names = commands.map(({ name }) => name);
  const [first = -1, second = -1, third] = [...names.keys()].filter((place) => names[place] === 'stats');
  if (third !== undefined)
    throw new QueryError('a query may have two stats, and this one has more. Leave one out.');
  const early =
    second > first ? names.slice(0, second).find((each) => ['sort', 'limit'].includes(each)) : undefined;
  if (early !== undefined)
    throw new QueryError(`${early} stands before the second stats. Put it behind that.`);
  const dedup = names.indexOf('dedup');
  const late = dedup < 0 ? undefined : names.slice(dedup + 1).find((each) => each !== 'limit');
  if (late !== undefined)
    throw new QueryError(`behind dedup only limit may stand, and there is ${late}. Put it before dedup.`);
}

function notACommand(names: string[]): QueryError {
  const ofAws = names.filter((each) => notHere.includes(each.toLowerCase()));
  const said = ofAws.length > 0 ? 'the local cloud does not run' : 'there is no command';
  return new QueryError(
    `${said} ${(ofAws.length > 0 ? ofAws : names).join(', ')}. Use these: ${Object.keys(readers).join(', ')}.`,
  );
}

function readFilter(reader: TokenReader): Command {
  const condition = readExpression(reader);
  return { name: 'filter', keeps: (row) => isTrue(condition(row)) };
}

function readStats(reader: TokenReader): Command {
  const columns = readList(reader, () => {
    const { text, value } = reader.withText(() => readAggregate(reader));
    return { name: readAlias(reader) ?? text, text, aggregate: value };
  });
  return { name: 'stats', columns, by: reader.takeIf('by') ? readColumns(reader) : [] };
}

function readSort(reader: TokenReader): Command {
  const by = readList(reader, () => {
    const { text, value } = reader.withText(() => {
      if (!seesAggregate(reader)) return readExpression(reader);
      readAggregate(reader);
      return () => undefined;
    });
    const descending = reader.takeIf('desc');
    if (!descending) reader.takeIf('asc');
    const name = nameOf(text);
    // After `stats`, a column is called as it was written: `sort count(*) desc`, `sort bin(5m)`.
    const evaluate: Column['evaluate'] = (row) =>
      Object.hasOwn(row.values, name) ? row.values[name] : value(row);
    return { name, text, evaluate, descending };
  });
  return { name: 'sort', by };
}

const readColumns = (reader: TokenReader): Column[] =>
  readList(reader, () => {
    const { text, value } = reader.withText(() => readExpression(reader));
    return { name: readAlias(reader) ?? nameOf(text), text, evaluate: value };
  });

const readAlias = (reader: TokenReader): string | undefined =>
  reader.takeIf('as') ? reader.takeKind('name', 'a name') : undefined;

function readList<T>(reader: TokenReader, read: () => T): T[] {
  const list = [read()];
  while (reader.takeIf(',')) list.push(read());
  return list;
}

const nameOf = (text: string): string => text.replaceAll('`', '');
