import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One event, told to all who subscribe: two functions that the topic calls, and one that has a queue of its own. */
export class SnsFanOut extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** Who subscribes: some of mailer, billing and shipping, with spaces between them. */
    const consumers = String(this.node.tryGetContext('consumers') ?? 'mailer billing shipping').split(' ');
    /** How long the stand-in for a consumer's provider takes. */
    const serviceMs = setting('serviceMs') ?? 200;
    /** Invocations that are set aside for a function, and the most that it gets; none unless set. */
    const reserved = { accept: setting('reserveAccept'), mailer: setting('reserveMailer') };
    /** How many messages shipping works on at the same time, from 2 on. */
    const shippingAtOnce = setting('shippingAtOnce') ?? 2;
    /** How long shipping may work on a message before it is shown again, in seconds. */
    const visibilitySeconds = setting('visibilitySeconds') ?? 30;
    /** Whether events that mailer and billing fail at are kept in a queue: 1 or 0. */
    const keepFailures = setting('keepFailures') ?? 1;
    /** How long Lambda tries to hand an event to the mailer, in seconds. */
    const mailerMaxAge = setting('mailerMaxAge');
    /** What the producer makes of the event: agreed, renamed, both or versioned. */
    const event = String(this.node.tryGetContext('event') ?? 'agreed');
    /** Whether the producer publishes only what keeps the contract: 1 or 0. */
    const checkContract = setting('checkContract') ?? 0;
    // #endregion settings

    const effects = new Table(this, 'Effects', {
      partitionKey: { name: 'consumer', type: AttributeType.STRING },
      sortKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const topic = new Topic(this, 'OrderPlaced');

    const fn = (name: string, file: string, props: NodejsFunctionProps) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(5),
        ...props,
      });
    const consumer = (name: string, props: NodejsFunctionProps = {}) => {
      const environment = { TABLE_NAME: effects.tableName, SERVICE_MS: String(serviceMs) };
      const made = fn(name, name.toLowerCase(), { environment, ...props });
      effects.grantWriteData(made);
      return made;
    };
    const deadLetters = (name: string) => {
      const queue = new Queue(this, `${name}DeadLetters`, { retentionPeriod: Duration.days(14) });
      new CfnOutput(this, `${name}DeadLettersUrl`, { value: queue.queueUrl });
      return queue;
    };

    // #region producer
    const accept = fn('Accept', 'accept-order', {
      reservedConcurrentExecutions: reserved.accept,
      environment: { TOPIC_ARN: topic.topicArn, EVENT: event, CHECK_CONTRACT: String(checkContract) },
    });
    topic.grantPublish(accept);
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('AcceptOrder', accept),
    });
    // #endregion producer

    // #region push
    const pushed = (name: string, props: NodejsFunctionProps = {}) => {
      const failures = keepFailures ? { onFailure: new SqsDestination(deadLetters(name)) } : {};
      topic.addSubscription(new LambdaSubscription(consumer(name, { ...failures, ...props })));
    };
    if (consumers.includes('mailer'))
      pushed('Mailer', {
        reservedConcurrentExecutions: reserved.mailer,
        ...(mailerMaxAge !== undefined && { maxEventAge: Duration.seconds(mailerMaxAge) }),
      });
    if (consumers.includes('billing')) pushed('Billing');
    // #endregion push

    // #region buffer
    if (consumers.includes('shipping')) {
      const queue = new Queue(this, 'ShippingQueue', {
        visibilityTimeout: Duration.seconds(visibilitySeconds),
        deadLetterQueue: { queue: deadLetters('Shipping'), maxReceiveCount: 10 },
      });
      topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
      const timeout = Duration.seconds(Math.min(5, visibilitySeconds));
      consumer('Shipping', { timeout }).addEventSource(
        new SqsEventSource(queue, { batchSize: 1, maxConcurrency: shippingAtOnce }),
      );
      new CfnOutput(this, 'ShippingQueueUrl', { value: queue.queueUrl });
    }
    // #endregion buffer

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: effects.tableName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new SnsFanOut(new App(), 'SnsFanOut');
