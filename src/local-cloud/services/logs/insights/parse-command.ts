import { type Evaluate, fieldOf, regularExpression } from './expression.ts';
import { QueryError } from './query-error.ts';
import type { Row } from './row.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * Reads `parse @message "user=*, id=*" as user, id`, or `parse @message /(?<user>\w+)/`: what adds the fields to a row.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function readParse(reader: TokenReader): (row: Row) => Row {
  const source = readSource(reader);
  const { kind, text } = reader.take();
  if (kind === 'pattern') return adding(source, regularExpression(text), undefined);
  if (kind !== 'text')
    throw new QueryError(`parse takes a "glob" or a /regular expression/, not ${text}. Write one of these.`);
  reader.expect('as');
  const names: string[] = [];
  do names.push(reader.takeKind('name', 'a name for what a * stands for'));
  while (reader.takeIf(','));
  const wildcards = text.split('*').length - 1;
  if (wildcards !== names.length)
    throw new QueryError(
      `the glob ${JSON.stringify(text)} has ${wildcards} *, and as names ${names.length} fields. Name one for each.`,
    );
  const glob = text
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.*?)');
  return adding(source, new RegExp(glob.endsWith('(.*?)') ? `${glob}$` : glob, 's'), names);
}

/** The field that is parsed: `@message` when none is named. */
function readSource(reader: TokenReader): Evaluate {
  return reader.next?.kind === 'name' ? fieldOf(reader.take().text) : fieldOf('@message');
}

/** Named groups are fields by their names; others are those of `names` in turn. */
const adding =
  (source: Evaluate, pattern: RegExp, names: string[] | undefined) =>
  (row: Row): Row => {
    const value = source(row);
    const found = value === undefined ? null : pattern.exec(String(value));
    if (!found) return row;
    const fields = names
      ? Object.fromEntries(names.map((name, place) => [name, found[place + 1]]))
      : found.groups;
    return { ...row, values: { ...row.values, ...fields } };
  };
