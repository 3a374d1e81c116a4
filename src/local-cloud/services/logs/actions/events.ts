import * as v from 'valibot';
import { ApiServerError, asByDefault } from '../../../http/api-server.ts';
import { matcherOf } from '../filter-pattern.ts';
import type { LogEvent } from '../log-group.ts';
import { action, count, groupName, groupOf, oneGroup, page, streamName, time } from './action.ts';

const hourMs = 3_600_000;

/** "None of the log events in the batch can be more than 2 hours in the future." */
const longestAheadMs = 2 * hourMs;

/** "None of the log events in the batch can be more than 14 days in the past." */
const longestBackMs = 14 * 24 * hourMs;

/** "For valid events …, the time span in a single batch cannot exceed 24 hours." */
const longestSpanMs = 24 * hourMs;

/** "the sum of all event messages in UTF-8, plus 26 bytes for each log event" */
const largestBatchBytes = 1_048_576;
const bytesOf = (message: string): number => Buffer.byteLength(message) + 26;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const putLogEvents = action(
  v.strictObject({
    logGroupName: groupName,
    logStreamName: streamName,
    logEvents: v.pipe(
      v.array(v.strictObject({ timestamp: time, message: v.pipe(v.string(), v.minLength(1)) })),
      v.minLength(1),
      v.maxLength(10_000, 'must have at most 10,000 events'),
    ),
    // "The sequenceToken parameter is now ignored in PutLogEvents actions."
    sequenceToken: v.optional(v.string()),
    // Without effect: no action here tells the entity of an event.
    entity: v.optional(
      v.strictObject({
        keyAttributes: v.optional(v.record(v.string(), v.string())),
        attributes: v.optional(v.record(v.string(), v.string())),
      }),
    ),
  }),
  ({ logGroupName, logStreamName, logEvents }, logs) => {
    const group = logs.group(logGroupName);
    if (!group.streams.has(logStreamName))
      throw new ApiServerError('ResourceNotFoundException', 'The specified log stream does not exist.');
    // "The log events in the batch must be in chronological order by their timestamp."
    const unordered = logEvents.some(
      ({ timestamp }, place) => timestamp < (logEvents[place - 1]?.timestamp ?? 0),
    );
    if (unordered)
      throw new ApiServerError(
        'InvalidParameterException',
        'Log events in a single PutLogEvents request must be in chronological order.',
      );
    const bytes = logEvents.reduce((sum, { message }) => sum + bytesOf(message), 0);
    if (bytes > largestBatchBytes)
      throw new ApiServerError(
        'InvalidParameterException',
        `Upload too large: ${bytes} bytes exceeds limit of ${largestBatchBytes}`,
      );
    const { now } = logs;
    const lastBefore = (time: number) => logEvents.findLastIndex(({ timestamp }) => timestamp < time);
    const tooOld = lastBefore(now - longestBackMs);
    const { retentionInDays = Number.POSITIVE_INFINITY } = group;
    const expired = lastBefore(now - retentionInDays * 24 * hourMs);
    const tooNew = logEvents.findIndex(({ timestamp }) => timestamp > now + longestAheadMs);
    const valid = logEvents.slice(Math.max(tooOld, expired) + 1, tooNew < 0 ? undefined : tooNew);
    const [first, last] = [valid[0], valid.at(-1)];
    if (first && last && last.timestamp - first.timestamp > longestSpanMs)
      throw new ApiServerError(
        'InvalidParameterException',
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      );
    for (const { timestamp, message } of valid)
      group.append(logStreamName, { at: timestamp, ingestedAt: now, message });
    const rejected = {
      ...(tooOld >= 0 && { tooOldLogEventEndIndex: tooOld + 1 }),
      ...(expired > tooOld && { expiredLogEventEndIndex: expired + 1 }),
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    };
    return Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {};
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents = action(
  v.strictObject({
    ...oneGroup,
    logStreamName: streamName,
    startTime: v.optional(time),
    endTime: v.optional(time),
    nextToken: v.optional(v.string()),
    limit: v.optional(count(10_000), 10_000),
    startFromHead: v.optional(v.boolean(), false),
    // Nothing is masked here.
    unmask: v.optional(v.boolean()),
  }),
  (input, logs) => {
    const group = groupOf(input, logs);
    const { logStreamName, nextToken, limit, startFromHead } = input;
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    if (!group.streams.has(logStreamName))
      throw new ApiServerError('ResourceNotFoundException', 'The specified log stream does not exist.');
    const all = group.events.filter(
      // "Events with a timestamp equal to or later than this time are not included."
      ({ stream, at }) => stream === logStreamName && at >= startTime && at < endTime,
    );
    const [, way, place] = /^([fb])\/(\d+)$/.exec(nextToken ?? '') ?? [];
    if (nextToken !== undefined && way === undefined)
      throw new ApiServerError('InvalidParameterException', 'The specified nextToken is invalid.');
    // A token is where the page before has begun, or where it has ended.
    const forward = way === undefined ? startFromHead : way === 'f';
    const edge = Number(place ?? (startFromHead ? 0 : all.length));
    const from = forward ? edge : edge - fitting(all.slice(0, edge).toReversed(), limit);
    const to = forward ? edge + fitting(all.slice(edge), limit) : edge;
    return {
      events: all.slice(from, to).map(shown),
      nextForwardToken: `f/${to}`,
      nextBackwardToken: `b/${from}`,
    };
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents = action(
  v.strictObject({
    ...oneGroup,
    logStreamNames: v.optional(v.pipe(v.array(streamName), v.minLength(1), v.maxLength(100))),
    logStreamNamePrefix: v.optional(streamName),
    startTime: v.optional(time),
    endTime: v.optional(time),
    filterPattern: v.optional(v.pipe(v.string(), v.maxLength(1_024)), ''),
    nextToken: v.optional(v.string()),
    limit: v.optional(count(10_000), 10_000),
    // "As of June 17, 2019, this parameter is ignored and the value is assumed to be true": events are always interleaved.
    interleaved: v.optional(v.boolean()),
    startFromHead: asByDefault(true),
    // Nothing is masked here.
    unmask: v.optional(v.boolean()),
  }),
  (input, logs) => {
    const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    if (names && prefix !== undefined)
      throw new ApiServerError(
        'InvalidParameterException',
        'logStreamNames and logStreamNamePrefix are mutually exclusive.',
      );
    const matches = matcherOf(input.filterPattern);
    const found = groupOf(input, logs).events.filter(
      (event) =>
        event.at >= startTime &&
        // "Events with a timestamp later than this time are not returned."
        event.at <= endTime &&
        (names?.includes(event.stream) ?? event.stream.startsWith(prefix ?? '')) &&
        matches(event.message),
    );
    const left = found.slice(Number(input.nextToken ?? 0));
    const { items, next } = page(found, input.nextToken, fitting(left, input.limit));
    return {
      events: items.map((event) => ({
        ...shown(event),
        logStreamName: event.stream,
        eventId: String(event.sequence).padStart(56, '0'),
      })),
      searchedLogStreams: [],
      ...next,
    };
  },
);

/** "Each page returned can contain up to 1 MB of log events": as many of the first of these as fit. */
function fitting(events: readonly LogEvent[], limit: number): number {
  let bytes = 0;
  const tooMuch = events.findIndex(({ message }, place) => {
    bytes += bytesOf(message);
    return place > 0 && bytes > largestBatchBytes;
  });
  return Math.min(limit, tooMuch < 0 ? events.length : tooMuch);
}

const shown = ({ at, message, ingestedAt }: LogEvent) => ({
  timestamp: at,
  message,
  ingestionTime: ingestedAt,
});
