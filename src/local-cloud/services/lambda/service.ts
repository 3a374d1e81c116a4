import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { LambdaApi } from './api/lambda-api.ts';
import { LambdaService } from './lambda-service.ts';
import { lambdaAlias } from './resources/alias.ts';
import { lambdaEventInvokeConfig } from './resources/event-invoke-config.ts';
import { lambdaEventSourceMapping } from './resources/event-source-mapping.ts';
import { lambdaFunction } from './resources/function.ts';
import { lambdaUrl } from './resources/url.ts';
import { lambdaVersion } from './resources/version.ts';
import { lambdaSettings } from './settings.ts';

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

/** AWS Lambda: functions, their execution environments, and the mappings that poll queues and streams for them. */
export const lambda = defineService({
  name: 'lambda',
  endpoints: ['lambda'],
  settings: lambdaSettings,
  resourceTypes: (sources) => [
    lambdaAlias,
    lambdaEventInvokeConfig,
    lambdaEventSourceMapping(sources),
    lambdaFunction,
    lambdaUrl,
    lambdaVersion,
  ],
  typesWithoutEffect: withoutEffect('every call is allowed: IAM is not emulated', [
    'AWS::Lambda::Permission',
    'AWS::Lambda::LayerVersionPermission',
  ]),
  notShown: [
    {
      service: 'Lambda',
      name: 'a function gets at most 1,000 more execution environments in ten seconds',
      here: 'It gets as many at once as its limits on concurrency allow. With the default quota of 1,000 concurrent executions this makes no difference.',
      source: `${guide}/scaling-behavior.html`,
    },
    {
      service: 'Lambda',
      name: 'execution environments are ended every few hours, also those of a function that is invoked all the time',
      here: 'An environment stays until it crashes, runs into its timeout or the cloud stops.',
      source: `${guide}/lambda-runtime-environment.html`,
    },
  ],
  async start(kernel, settings) {
    const running = new LambdaService(kernel, settings);
    const api = await LambdaApi.start(running);
    return {
      running,
      addresses: { lambda: api.address },
      target: (arn) => running.invocable(arn, { asynchronous: true }).asTarget(),
      function: (arn) => running.invocable(arn, { asynchronous: false }),
      close: () => api.close(),
    };
  },
});
