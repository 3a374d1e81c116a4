import { ApiServer, ApiServerError } from '../../http/api-server.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { actions } from './actions/registry.ts';
import { CloudWatch } from './cloudwatch.ts';
import { cloudWatchAlarm } from './resources/alarm.ts';

const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';

/** Amazon CloudWatch: metrics, and the alarms that watch them. */
export const cloudwatch = defineService({
  name: 'cloudwatch',
  endpoints: ['cloudwatch'],
  settings: {},
  resourceTypes: () => [cloudWatchAlarm],
  typesWithoutEffect: withoutEffect('there is nobody to look at it here: ask for the metrics', [
    'AWS::CloudWatch::Dashboard',
  ]),
  notShown: [
    {
      service: 'CloudWatch',
      name: 'metrics of AWS services arrive minutes later, and may be completed later still',
      here: 'They are there when their minute ends, so that an alarm sees them at once.',
      source: `${guide}/cloudwatch_concepts.html`,
    },
  ],
  async start(kernel) {
    const running = new CloudWatch(kernel);
    const api = new ApiServer('application/x-amz-json-1.0', ({ headers, input }) => {
      const name = String(headers['x-amz-target'] ?? '').replace(/^GraniteServiceVersion20100801\./, '');
      const action = actions.get(name);
      if (action) return action(input, running, {});
      throw new ApiServerError(
        'UnknownOperationException',
        `The local cloud has no ${name || 'such'} action of CloudWatch: ${[...actions.keys()].join(', ')} are there, in the protocol AWS JSON 1.0.`,
      );
    });
    await api.listen();
    return {
      running,
      addresses: { cloudwatch: api.address },
      close() {
        running.stop();
        return api.close();
      },
    };
  },
});
