import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import { type Command, commandsOf } from '../insights/query.ts';
import { QueryError } from '../insights/query-error.ts';
import { runQuery } from '../insights/run-query.ts';
import { action, count, groupName, page, time } from './action.ts';

/** "You can include up to 50 log groups." */
const groups = <Name extends v.GenericSchema<string>>(name: Name) =>
  v.optional(v.pipe(v.array(name), v.minLength(1), v.maxLength(50, 'must have at most 50 log groups')));

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const startQuery = action(
  v.strictObject({
    logGroupName: v.optional(groupName),
    logGroupNames: groups(groupName),
    logGroupIdentifiers: groups(v.string()),
    startTime: time,
    endTime: time,
    queryString: v.pipe(v.string(), v.maxLength(10_000)),
    limit: v.optional(count(100_000)),
    queryLanguage: v.optional(
      v.picklist(['CWLI'], 'must be CWLI: OpenSearch PPL and SQL are not emulated'),
      'CWLI',
    ),
  }),
  (input, logs) => {
    const { logGroupName, logGroupNames, logGroupIdentifiers, startTime, endTime, limit } = input;
    const named = [logGroupName && [logGroupName], logGroupNames, logGroupIdentifiers].filter(Boolean);
    if (named.length !== 1)
      throw new ApiServerError(
        'InvalidParameterException',
        'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.',
      );
    if (startTime > endTime)
      throw new ApiServerError(
        'InvalidParameterException',
        `startTime ${startTime} is after endTime ${endTime}: both are seconds since 1970.`,
      );
    const commands = commandsIn(input.queryString);
    const found = [...new Set(named.flat() as string[])].map((each) => logs.group(each));
    const answer = runQuery(commands, found, { from: startTime * 1_000, to: endTime * 1_000, limit });
    return { queryId: logs.queries.start(answer) };
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export const getQueryResults = action(
  v.strictObject({
    queryId: v.string(),
    nextToken: v.optional(v.string()),
    maxItems: v.optional(count(10_000), 10_000),
  }),
  ({ queryId, nextToken, maxItems }, logs) => {
    const { status, answer } = logs.queries.results(queryId);
    const { items, next } = page(answer?.rows ?? [], nextToken, maxItems);
    return {
      queryLanguage: 'CWLI',
      results: items,
      statistics: {
        recordsMatched: answer?.recordsMatched ?? 0,
        recordsScanned: answer?.recordsScanned ?? 0,
        bytesScanned: answer?.bytesScanned ?? 0,
      },
      status,
      ...next,
    };
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export const stopQuery = action(v.strictObject({ queryId: v.string() }), ({ queryId }, logs) => {
  logs.queries.stop(queryId);
  return { success: true };
});

function commandsIn(query: string): Command[] {
  try {
    return commandsOf(query);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new ApiServerError('MalformedQueryException', `The query cannot be run: ${error.message}`);
  }
}
