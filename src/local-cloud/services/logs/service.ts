import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { Logs } from './logs.ts';
import { logsLogGroup } from './resources/log-group.ts';

/** Amazon CloudWatch Logs, as far as a log group is a target of events. */
export const logs = defineService({
  name: 'logs',
  endpoints: [],
  settings: {},
  resourceTypes: () => [logsLogGroup],
  typesWithoutEffect: [
    ...withoutEffect('logs go to the stream of events, and end with the run', [
      'AWS::Logs::LogStream',
      'AWS::Logs::ResourcePolicy',
    ]),
    ...withoutEffect('there is no CloudWatch here: look at the stream of events', [
      'AWS::Logs::MetricFilter',
    ]),
    // It would let EventBridge write to a log group.
    ...withoutEffect('every call is allowed: IAM is not emulated', ['Custom::CloudwatchLogResourcePolicy']),
  ],
  notShown: [],
  start(kernel) {
    const running = new Logs(kernel.events);
    return { running, target: (arn) => running.target(arn) };
  },
});
