import { fieldOf, isTrue, readExpression } from './expression.ts';
import { readParse } from './parse-command.ts';
import { QueryError } from './query-error.ts';
import type { Row } from './row.ts';
import { type Aggregate, type Column, readAggregate, readGrouping } from './stats.ts';
import { TokenReader } from './token-reader.ts';
import { tokensOf } from './tokens.ts';

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
  return parts.map((part) => {
    const reader = new TokenReader(query, part);
    const command = (readers[reader.take().text.toLowerCase()] as (reader: TokenReader) => Command)(reader);
    if (!reader.done) throw reader.unexpected('Begin the next command with |.');
    return command;
  });
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
    return { name: readAlias(reader) ?? text, aggregate: value };
  });
  const by = reader.takeIf('by')
    ? readList(reader, () => {
        const { text, value } = reader.withText(() => readGrouping(reader));
        return { name: readAlias(reader) ?? nameOf(text), evaluate: value };
      })
    : [];
  return { name: 'stats', columns, by };
}

function readSort(reader: TokenReader): Command {
  const by = readList(reader, () => {
    // After `stats`, a column is called as it was written: `sort count(*) desc`.
    const { text, value } = reader.withText(() => {
      if (!reader.seesCall) return readExpression(reader);
      while (!reader.takeIf(')')) reader.take();
      return undefined;
    });
    const descending = reader.takeIf('desc');
    if (!descending) reader.takeIf('asc');
    return { name: nameOf(text), evaluate: value ?? fieldOf(text), descending };
  });
  return { name: 'sort', by };
}

const readColumns = (reader: TokenReader): Column[] =>
  readList(reader, () => {
    const { text, value } = reader.withText(() => readExpression(reader));
    return { name: readAlias(reader) ?? nameOf(text), evaluate: value };
  });

const readAlias = (reader: TokenReader): string | undefined =>
  reader.takeIf('as') ? reader.takeKind('name', 'a name') : undefined;

function readList<T>(reader: TokenReader, read: () => T): T[] {
  const list = [read()];
  while (reader.takeIf(',')) list.push(read());
  return list;
}

const nameOf = (text: string): string => text.replaceAll('`', '');
