import * as v from 'valibot';
import { ApiServerError, asByDefault } from '../../../http/api-server.ts';
import type { LogGroup } from '../log-group.ts';
import { logGroupArn } from '../logs.ts';
import { action, count, groupName, groupOf, oneGroup, page, streamName } from './action.ts';

/** Of every group. */
const groupClass = 'STANDARD';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = action(
  v.strictObject({
    logGroupName: groupName,
    // Without effect: no action here selects by tag, and nothing is billed.
    tags: v.optional(v.record(v.string(), v.string())),
    kmsKeyId: v.optional(v.string()),
    logGroupClass: v.optional(
      v.picklist(
        [groupClass],
        ({ input }) =>
          `${input} is not emulated: every log group here is of the class STANDARD. Leave logGroupClass out, or give STANDARD`,
      ),
    ),
    deletionProtectionEnabled: asByDefault(false),
  }),
  ({ logGroupName: name, kmsKeyId }, logs) => {
    if (logs.groups.has(name))
      throw new ApiServerError('ResourceAlreadyExistsException', 'The specified log group already exists.');
    logs.createGroup({ name, kmsKeyId });
    return {};
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = action(v.strictObject({ logGroupName: groupName }), (input, logs) => {
  logs.removeGroup(logs.group(input.logGroupName).name);
  return {};
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = action(
  v.strictObject({
    logGroupNamePrefix: v.optional(groupName),
    logGroupNamePattern: v.optional(groupName),
    logGroupClass: v.optional(v.picklist(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'])),
    includeLinkedAccounts: asByDefault(false),
    limit: v.optional(count(50), 50),
    nextToken: v.optional(v.string()),
  }),
  (input, logs) => {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, limit, nextToken } = input;
    if (prefix !== undefined && pattern !== undefined)
      throw new ApiServerError(
        'InvalidParameterException',
        'logGroupNamePrefix and logGroupNamePattern are mutually exclusive.',
      );
    const { logGroupClass = groupClass } = input;
    const found = [...logs.groups.values()]
      .filter(({ name }) => logGroupClass === groupClass && name.startsWith(prefix ?? ''))
      // "a case-sensitive substring search"
      .filter(({ name }) => name.includes(pattern ?? ''))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const { items, next } = page(found, nextToken, limit);
    return {
      logGroups: items.map((group) => ({
        logGroupName: group.name,
        creationTime: group.createdAt,
        arn: logGroupArn(group.name),
        // "If you specify logGroupNamePattern …, then only arn, creationTime, and logGroupName are included."
        ...(pattern === undefined && detailsOf(group)),
      })),
      ...next,
    };
  },
);

const detailsOf = ({ arn, retentionInDays, kmsKeyId, storedBytes }: LogGroup) => ({
  ...(kmsKeyId !== undefined && { kmsKeyId }),
  ...(retentionInDays !== undefined && { retentionInDays }),
  metricFilterCount: 0,
  storedBytes,
  logGroupClass: groupClass,
  logGroupArn: arn,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const createLogStream = action(
  v.strictObject({ logGroupName: groupName, logStreamName: streamName }),
  ({ logGroupName, logStreamName }, logs) => {
    const group = logs.group(logGroupName);
    if (group.streams.has(logStreamName))
      throw new ApiServerError('ResourceAlreadyExistsException', 'The specified log stream already exists.');
    group.stream(logStreamName, logs.now);
    return {};
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream = action(
  v.strictObject({ logGroupName: groupName, logStreamName: streamName }),
  ({ logGroupName, logStreamName }, logs) => {
    const group = logs.group(logGroupName);
    if (!group.streams.has(logStreamName))
      throw new ApiServerError('ResourceNotFoundException', 'The specified log stream does not exist.');
    group.removeStream(logStreamName);
    return {};
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = action(
  v.strictObject({
    ...oneGroup,
    logStreamNamePrefix: v.optional(streamName),
    orderBy: v.optional(v.picklist(['LogStreamName', 'LastEventTime']), 'LogStreamName'),
    descending: v.optional(v.boolean(), false),
    limit: v.optional(count(50), 50),
    nextToken: v.optional(v.string()),
  }),
  (input, logs) => {
    const { logStreamNamePrefix: prefix, orderBy, descending, limit, nextToken } = input;
    // "If you are ordering by last event time, you cannot specify the logStreamNamePrefix parameter."
    if (prefix !== undefined && orderBy === 'LastEventTime')
      throw new ApiServerError(
        'InvalidParameterException',
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      );
    const group = groupOf(input, logs);
    const ordered = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(prefix ?? ''))
      .toSorted((one, other) =>
        orderBy === 'LastEventTime'
          ? (one.lastAt ?? 0) - (other.lastAt ?? 0)
          : one.name < other.name
            ? -1
            : 1,
      );
    const { items, next } = page(descending ? ordered.toReversed() : ordered, nextToken, limit);
    return {
      logStreams: items.map(({ name, createdAt, firstAt, lastAt, lastIngestedAt }) => ({
        logStreamName: name,
        creationTime: createdAt,
        ...(firstAt !== undefined && { firstEventTimestamp: firstAt }),
        ...(lastAt !== undefined && { lastEventTimestamp: lastAt }),
        ...(lastIngestedAt !== undefined && { lastIngestionTime: lastIngestedAt }),
        arn: `${group.arn}:log-stream:${name}`,
        storedBytes: 0,
      })),
      ...next,
    };
  },
);
