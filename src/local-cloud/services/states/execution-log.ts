import { randomUUID } from 'node:crypto';
import type { LogLines } from '../../kernel/log-lines.ts';
import { withoutData } from './execution-data.ts';
import type { HistoryEvent } from './history.ts';
import type { StateMachine } from './state-machine.ts';

/** "If escaped input or escaped output … exceeds 248KB, it will be truncated." */
const mostBytes = 248 * 1024;

const fatal = new Set(['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut']);

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const isLogged = {
  ALL: () => true,
  ERROR: (type: string) => /(Failed|Aborted|TimedOut)$/.test(type) || type === 'FailStateEntered',
  FATAL: (type: string) => fatal.has(type),
  OFF: () => false,
};

/**
 * Writes the events of an execution to the log group that its state machine names, each a line of JSON.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function executionLog(
  { name, logging: { level, includesData, groupArn = '' } }: Pick<StateMachine, 'name' | 'logging'>,
  executionArn: string,
  startedAt: number,
  logs: LogLines,
): (event: HistoryEvent) => void {
  if (level === 'OFF') return () => undefined;
  const minute = new Date(startedAt).toISOString().slice(0, 16).replaceAll(/[T:]/g, '-');
  const stream = `states/${name}/${minute}/${randomUUID().slice(0, 8)}`;
  const group = /:log-group:([^:]+)/.exec(groupArn)?.[1] ?? '';
  return ({ id, previousEventId, timestamp, type, ...rest }) => {
    if (!isLogged[level](type)) return;
    const all: object = Object.assign({}, ...Object.values(rest));
    const details: Record<string, unknown> = includesData ? { ...all } : withoutData(all);
    truncate(details, 'input');
    truncate(details, 'output');
    const line = {
      id: String(id),
      type,
      details,
      previous_event_id: String(previousEventId),
      event_timestamp: String(Math.floor(timestamp * 1_000)),
      execution_arn: executionArn,
      redrive_count: '0',
    };
    logs.write({ group, stream, message: JSON.stringify(line) });
  };
}

function truncate(details: Record<string, unknown>, field: 'input' | 'output'): void {
  const text = details[field];
  if (typeof text !== 'string' || Buffer.byteLength(JSON.stringify(text)) <= mostBytes) return;
  let kept = text;
  while (Buffer.byteLength(JSON.stringify(kept)) > mostBytes) kept = kept.slice(0, kept.length * 0.9);
  Object.assign(details, { [field]: kept, [`${field}Details`]: { truncated: true } });
}
