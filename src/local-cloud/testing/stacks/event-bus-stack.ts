import * as cdk from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A machine that hands out money tells a bus of it; rules pick what concerns whom. */
export class EventBusStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const bus = new events.EventBus(this, 'Bus', { eventBusName: 'atm' });
    const producer = new lambda.Function(this, 'Producer', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
        const client = new EventBridgeClient({});
        exports.handler = async (detail) => {
          const { FailedEntryCount } = await client.send(new PutEventsCommand({
            Entries: [{
              EventBusName: process.env.BUS, Source: 'custom.atm', DetailType: 'transaction', Detail: JSON.stringify(detail),
            }],
          }));
          return { FailedEntryCount };
        };`),
      environment: { BUS: bus.eventBusName },
      logGroup: new logs.LogGroup(this, 'ProducerLogs', { retention: logs.RetentionDays.ONE_WEEK }),
    });
    bus.grantPutEventsTo(producer);
    new cdk.CfnOutput(this, 'ProducerName', { value: producer.functionName });

    const approved = new lambda.Function(this, 'Approved', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(
        `exports.handler = async (event) => console.log('approved ' + event.detail.amount);`,
      ),
    });
    const undelivered = new sqs.Queue(this, 'Undelivered');
    new events.Rule(this, 'ApprovedRule', {
      eventBus: bus,
      eventPattern: { source: ['custom.atm'], detail: { result: ['approved'] } },
      targets: [
        new targets.LambdaFunction(approved, {
          deadLetterQueue: undelivered,
          maxEventAge: cdk.Duration.hours(2),
          retryAttempts: 2,
        }),
      ],
    });

    const large = new sqs.Queue(this, 'Large');
    new events.Rule(this, 'LargeRule', {
      eventBus: bus,
      eventPattern: { detail: { amount: [{ numeric: ['>', 1000] }] } },
      targets: [new targets.SqsQueue(large, { message: events.RuleTargetInput.fromEventPath('$.detail') })],
    });
    new cdk.CfnOutput(this, 'LargeQueueUrl', { value: large.queueUrl });
  }
}
