import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** One topic, a queue and a function for each kind of order. */
export class FanOutStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const topic = new sns.Topic(this, 'OrderTopic', { displayName: 'Orders' });
    new cdk.CfnOutput(this, 'TopicArn', { value: topic.topicArn });

    for (const kind of ['Express', 'Standard']) {
      const deadLetters = new sqs.Queue(this, `${kind}DeadLetters`);
      const queue = new sqs.Queue(this, `${kind}Queue`, {
        visibilityTimeout: cdk.Duration.seconds(300),
        encryption: sqs.QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
      });
      topic.addSubscription(
        new subscriptions.SqsSubscription(queue, {
          rawMessageDelivery: true,
          filterPolicy: { kind: sns.SubscriptionFilter.stringFilter({ allowlist: [kind] }) },
        }),
      );
      const worker = new lambda.Function(this, `${kind}Worker`, {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: 'index.handler',
        code: lambda.Code.fromInline(
          `exports.handler = async (event) => { for (const { body } of event.Records) console.log('${kind} ' + body); };`,
        ),
      });
      worker.addEventSource(new SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true }));
    }
  }
}
