import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Orders in a queue with a dead-letter queue, read by a worker of your own that may be away. */
export class MessageRetention extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // #region settings
    /** How many days the dead-letter queue keeps a message, from 1 to 14. */
    const deadLetterDays = Number(this.node.tryGetContext('deadLetterDays') ?? 14);
    // #endregion settings

    // #region queues
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(deadLetterDays) });
    const queue = new Queue(this, 'OrderQueue', {
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 1 },
    });
    // #endregion queues

    const api = new HttpApi(this, 'Api');
    const [route] = api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('SendOrder', {
        queue,
        parameterMapping: new ParameterMapping()
          .custom('QueueUrl', queue.queueUrl)
          .custom('MessageBody', '$request.body'),
      }),
    });
    // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('SendOrder').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'DeadLetterDays', { value: String(deadLetterDays) });
  }
}

new MessageRetention(new App(), 'MessageRetention');
