import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { pad } from '../../terminal/text.ts';
import { localClient } from './local-client.ts';

/** More rows than this nobody reads in a terminal. */
const mostRows = 20;

/** Every table: how many items it holds (that contain `text`), and the first of them, one line each. */
export async function lookAtTables(endpoints: { dynamodb: string }, text: string): Promise<string[]> {
  const client = new DynamoDBClient(localClient(endpoints.dynamodb));
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand());
    const lines: string[] = [];
    for (const name of TableNames) {
      const items = await itemsOf(client, name);
      const found = items.filter((item) => JSON.stringify(item).includes(text));
      lines.push(`${name}: ${countOf(found.length, text)}`, ...rows(found.slice(0, mostRows)));
      if (found.length > mostRows) lines.push(`  … and ${found.length - mostRows} more`);
    }
    return lines.length === 0 ? ['The stack has no table.'] : lines;
  } finally {
    client.destroy();
  }
}

const countOf = (count: number, text: string) =>
  `${count} ${count === 1 ? 'item' : 'items'}${text === '' ? '' : ` with "${text}"`}`;

async function itemsOf(client: DynamoDBClient, table: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  const pages = paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName: table });
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
}

/** Items as a table of text: an attribute a column, in the order in which they come up. */
function rows(items: readonly Record<string, unknown>[]): string[] {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const cells = items.map((item) => names.map((name) => textOf(item[name])));
  const widths = names.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    `  ${row.map((cell, index) => pad(cell, widths[index] ?? 0)).join('  ')}`.trimEnd();
  return items.length === 0 ? [] : [line(names), ...cells.map(line)];
}

const textOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
