import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { EventBus, Match, Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription, type SqsSubscriptionProps } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One event, told through a queue, a topic, a bus or a log, and who can read it. */
export class EventBusLab extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    const inbox = (name: string) => {
      const queue = new Queue(this, name, { visibilityTimeout: Duration.seconds(30) });
      output(`${name}Url`, queue.queueUrl);
      output(`${name}Arn`, queue.queueArn);
      return queue;
    };

    // #region systems
    const queue = inbox('OrderQueue');
    const topic = new Topic(this, 'OrderTopic');
    const bus = new EventBus(this, 'OrderBus');
    const archive = bus.archive('OrderArchive', { eventPattern: { source: Match.prefix('shop') } });
    const log = new Stream(this, 'OrderLog', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 1,
      retentionPeriod: Duration.days(1),
    });
    // #endregion systems

    // #region topic-readers
    const reads = (name: string, props: SqsSubscriptionProps = {}) =>
      topic.addSubscription(new SqsSubscription(inbox(name), { rawMessageDelivery: true, ...props }));
    reads('KitchenOfTopic');
    reads('ExpressOfTopic', {
      filterPolicy: { priority: SubscriptionFilter.stringFilter({ allowlist: ['express'] }) },
    });
    // The producer says the store in the event, not in an attribute, where this policy looks for it.
    reads('StoreOfTopic', {
      filterPolicy: { store: SubscriptionFilter.stringFilter({ allowlist: ['harbour'] }) },
      deadLetterQueue: inbox('StoreOfTopicDeadLetters'),
    });
    // Subscribes when it comes.
    inbox('LoyaltyOfTopic');
    // #endregion topic-readers

    // #region bus-readers
    const matches = (name: string, detail: Record<string, string[]>, props: RuleProps = {}) => {
      const rule = new Rule(this, `${name}Rule`, {
        eventBus: bus,
        eventPattern: { source: ['shop'], ...(Object.keys(detail).length > 0 && { detail }) },
        ...props,
      });
      output(`${name}RuleName`, rule.ruleName);
      output(`${name}RuleArn`, rule.ruleArn);
      return rule;
    };
    matches('KitchenOfBus', {}).addTarget(new SqsQueue(inbox('KitchenOfBus')));
    matches('ExpressOfBus', { priority: ['express'] }).addTarget(new SqsQueue(inbox('ExpressOfBus')));
    // A typing mistake: the field is called store.
    matches('StoreOfBus', { stores: ['harbour'] }).addTarget(
      new SqsQueue(inbox('StoreOfBus'), { deadLetterQueue: inbox('StoreOfBusDeadLetters') }),
    );
    // Is enabled when it comes.
    matches('LoyaltyOfBus', {}, { enabled: false }).addTarget(new SqsQueue(inbox('LoyaltyOfBus')));
    // #endregion bus-readers

    const announce = new NodejsFunction(this, 'Announce', {
      entry: `${import.meta.dirname}/handlers/announce.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(5),
      environment: {
        QUEUE_URL: queue.queueUrl,
        TOPIC_ARN: topic.topicArn,
        BUS_NAME: bus.eventBusName,
        STREAM_NAME: log.streamName,
      },
    });
    queue.grantSendMessages(announce);
    topic.grantPublish(announce);
    bus.grantPutEventsTo(announce);
    log.grantWrite(announce);
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/{through}/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('AnnounceOrder', announce),
    });

    output('ApiUrl', api.apiEndpoint);
    output('TopicArn', topic.topicArn);
    output('LogName', log.streamName);
    output('BusArn', bus.eventBusArn);
    output('BusName', bus.eventBusName);
    output('ArchiveArn', archive.archiveArn);
    output('ArchiveName', archive.archiveName);
  }
}

new EventBusLab(new App(), 'EventBusLab');
