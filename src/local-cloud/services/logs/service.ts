import { type ApiCall, ApiServer, ApiServerError } from '../../http/api-server.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { actions } from './actions/registry.ts';
import { mostEventsKept } from './log-group.ts';
import { Logs } from './logs.ts';
import { logsLogGroup } from './resources/log-group.ts';

/** The largest batch of events as JSON, in which a character may take six. */
const maxBodyBytes = 8 * 1024 * 1024;

const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs';

/** Amazon CloudWatch Logs: groups, streams and events, and queries of Logs Insights. */
export const logs = defineService({
  name: 'logs',
  // As the SDKs look for it: AWS_ENDPOINT_URL_CLOUDWATCH_LOGS.
  endpoints: ['cloudwatch_logs'],
  settings: {},
  resourceTypes: () => [logsLogGroup],
  typesWithoutEffect: [
    ...withoutEffect('a stream is made with its first event', ['AWS::Logs::LogStream']),
    ...withoutEffect('every call is allowed: IAM is not emulated', ['AWS::Logs::ResourcePolicy']),
    ...withoutEffect('metric filters are not evaluated: write the metric in the embedded metric format', [
      'AWS::Logs::MetricFilter',
    ]),
    // It would let EventBridge write to a log group.
    ...withoutEffect('every call is allowed: IAM is not emulated', ['Custom::CloudwatchLogResourcePolicy']),
  ],
  notShown: [
    {
      service: 'CloudWatch Logs',
      name: 'an event can be found some seconds after it was written, and a query takes as long as it has to read',
      here: `An event is found at once, and a query has run when its results are asked for a second time. A group keeps its last ${mostEventsKept.toLocaleString('en')} events.`,
      source: `${guide}/AnalyzingLogData.html`,
    },
    {
      service: 'CloudWatch Logs',
      name: 'Lambda’s Node.js runtime puts time, request id and level before a line of console.log, and writes JSON where the log format says so',
      here: 'The line stands in the log as the handler wrote it.',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html',
    },
  ],
  async start(kernel) {
    const running = new Logs(kernel);
    const answer = ({ headers, input }: ApiCall) => {
      const name = String(headers['x-amz-target'] ?? '').replace(/^Logs_20140328\./, '');
      const action = actions.get(name);
      if (!action)
        throw new ApiServerError(
          'UnknownOperationException',
          `The local cloud has no ${name || 'such'} action of CloudWatch Logs: ${[...actions.keys()].join(', ')} are there.`,
        );
      try {
        return action(input, running, {});
      } catch (error) {
        // As this service calls what has another shape.
        if (!(error instanceof ApiServerError && error.code === 'ValidationException')) throw error;
        throw new ApiServerError('InvalidParameterException', error.message);
      }
    };
    const api = new ApiServer('application/x-amz-json-1.1', answer, { maxBodyBytes });
    await api.listen();
    return {
      running,
      target: (arn) => running.target(arn),
      addresses: { cloudwatch_logs: api.address },
      close: () => api.close(),
    };
  },
});
