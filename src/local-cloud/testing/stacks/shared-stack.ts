import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** What several stacks of the app use. */
export class SharedStack extends cdk.Stack {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    this.topic = new sns.Topic(this, 'Alerts');
  }
}

/** Uses another stack's topic, and a queue in a nested stack of its own. */
export class NotifierStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps & { topic: sns.Topic }) {
    super(scope, id, props);
    const storage = new cdk.NestedStack(this, 'Storage');
    const inbox = new sqs.Queue(storage, 'Inbox');
    props.topic.addSubscription(new subscriptions.SqsSubscription(inbox));
    const notify = new lambda.Function(this, 'Notify', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
        const client = new SNSClient({});
        exports.handler = async (event) => {
          await client.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: event.text }));
          return 'told';
        };`),
      environment: { TOPIC: props.topic.topicArn },
    });
    props.topic.grantPublish(notify);
    new cdk.CfnOutput(this, 'NotifyName', { value: notify.functionName });
    new cdk.CfnOutput(this, 'InboxUrl', { value: inbox.queueUrl });
  }
}
