import { account } from '../../../kernel/account.ts';
import type { LogEvent, LogGroup } from '../log-group.ts';

export type Value = string | number | boolean | undefined;

/** An event as a query sees it: its fields by name, and where it is kept. */
export interface Row {
  values: Record<string, Value>;
  /** `@ptr` */
  pointer: string;
}

/** "extract a maximum of 200 log event fields from a JSON log" */
const mostFields = 200;

const ofLambda = '/aws/lambda/';

/**
 * The fields that are found in an event without being asked for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function rowOf(event: LogEvent, group: LogGroup): Row {
  const { message, at, ingestedAt, stream, sequence } = event;
  const values: Row['values'] = Object.create(null);
  const json = objectIn(message, group.name.startsWith(ofLambda));
  if (json) flatten(json, '', values, { left: mostFields });
  if (group.name.startsWith(ofLambda)) Object.assign(values, fieldsOfLambda(message));
  Object.assign(values, {
    '@message': message,
    '@timestamp': at,
    '@ingestionTime': ingestedAt,
    '@logStream': stream,
    '@log': `${account.id}:${group.name}`,
  });
  return { values, pointer: Buffer.from(`${group.name} ${stream} ${sequence}`).toString('base64') };
}

/** The JSON object that a line is; of a function's line also the first that it holds. */
function objectIn(message: string, embedded: boolean): object | undefined {
  const start = embedded ? message.indexOf('{') : message.search(/\S/);
  if (start < 0 || message[start] !== '{') return undefined;
  try {
    return JSON.parse(message.slice(start, embedded ? endOfObject(message, start) : undefined));
  } catch {
    return undefined;
  }
}

/** Behind the brace that closes the one at `start`. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: part, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (part === '{') depth += 1;
    else if (part === '}') depth -= 1;
    if (depth === 0) return start + index + 1;
  }
  return undefined;
}

/** `{"a": {"b": [1]}}` is `a.b.0`. A field of the log that begins with `@` is shown with one more. */
function flatten(value: unknown, name: string, into: Row['values'], budget: { left: number }): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const own = name === '' && key.startsWith('@') ? `@${key}` : key;
      flatten(each, name === '' ? own : `${name}.${own}`, into, budget);
    }
    return;
  }
  if (budget.left === 0 || value === null) return;
  budget.left -= 1;
  into[name] = value as Value;
}

/** What Lambda's own lines hold: of START and END the request's id, of REPORT also what it measured. */
function fieldsOfLambda(message: string): Row['values'] {
  const [, type, requestId] = /^(START|END|REPORT) RequestId: (\S+)/.exec(message) ?? [];
  if (type === undefined) return {};
  const measured = (label: string): number | undefined => {
    const [, text] = new RegExp(`\\t${label}: ([\\d.]+)`).exec(message) ?? [];
    return text === undefined ? undefined : Number(text);
  };
  return {
    '@type': type,
    '@requestId': requestId,
    ...(type === 'REPORT' && {
      '@duration': measured('Duration'),
      '@billedDuration': measured('Billed Duration'),
      // In bytes, as AWS's own example queries take it: `@memorySize / 1000 / 1000`.
      '@memorySize': (measured('Memory Size') ?? 0) * 1_000_000,
    }),
  };
}
