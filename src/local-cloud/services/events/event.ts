import { randomUUID } from 'node:crypto';
import { account } from '../../kernel/account.ts';

/** An event as rules see it and targets get it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, to the second. */
  time: string;
  region: string;
  /** Of the replay that it comes from. */
  'replay-name'?: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** An entry of PutEvents. */
export interface PutEventsEntry {
  Source?: string | undefined;
  DetailType?: string | undefined;
  /** JSON. */
  Detail?: string | undefined;
  Resources?: string[] | undefined;
  /** Unix seconds, or ISO 8601. */
  Time?: number | string | undefined;
  /** Name or ARN; the default bus unless said. */
  EventBusName?: string | undefined;
  TraceHeader?: string | undefined;
}

/** Why an entry is not taken. */
export interface EntryRefusal {
  ErrorCode: string;
  ErrorMessage: string;
}

const longestDetailType = 128;

/** The event of an entry, which is taken at `now` (Unix ms), or why it is none; `ofAws`: an AWS service sends it. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
export function busEventOf(
  entry: PutEventsEntry,
  id: string,
  now: number,
  { ofAws = false } = {},
): BusEvent | EntryRefusal {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
    }
  }
  // "Free-form string, with a maximum of 128 characters"
  if ((entry.DetailType ?? '').length > longestDetailType)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter DetailType is not valid. Reason: it has more than ${longestDetailType} characters.`,
    };
  const {
    Source: source = '',
    DetailType: detailType = '',
    Detail: text = '',
    Resources: resources = [],
  } = entry;
  // Sources of this form are AWS's own.
  if (!ofAws && /^aws\./.test(source))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  const detail = parseObject(text);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return {
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account: account.id,
    time: isoSeconds(timeOf(entry.Time, now)),
    region: account.region,
    resources,
    detail,
  };
}

/** The event of a rule on a schedule: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
export const scheduledEvent = (ruleArn: string, at: number): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: account.id,
  time: isoSeconds(at),
  region: account.region,
  resources: [ruleArn],
  detail: {},
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
export function sizeOfEntry({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

/** ISO 8601, to the second, of Unix ms. */
export const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

function timeOf(time: number | string | undefined, now: number): number {
  if (time === undefined) return now;
  return typeof time === 'number' ? time * 1000 : Date.parse(time);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
