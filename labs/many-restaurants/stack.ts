import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Orders of many restaurants, each sent on to the till of its restaurant by one function. */
export class ManyRestaurants extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // #region settings
    /** One queue for all, a queue for each, message groups in a FIFO queue, or a fair queue: one, each, groups or fair. */
    const queues = this.node.tryGetContext('queues') ?? 'fair';
    /** How long a till takes to take an order. */
    const serviceMs = Number(this.node.tryGetContext('serviceMs') ?? 40);
    /** The restaurants, and how many service times the till of each takes. */
    const tills = { Arena: 1, Mill: 6, Corner: 1, Garden: 1 };
    // #endregion settings
    const restaurants = Object.keys(tills);

    const sent = new Table(this, 'SentOrders', {
      partitionKey: { name: 'restaurant', type: AttributeType.STRING },
      sortKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const worker = new NodejsFunction(this, 'Worker', {
      entry: `${import.meta.dirname}/handlers/send-to-till.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: sent.tableName,
        TILL_MS: JSON.stringify(
          Object.fromEntries(Object.entries(tills).map(([name, services]) => [name, services * serviceMs])),
        ),
      },
    });
    sent.grantWriteData(worker);

    // #region queues
    const type = queues === 'groups' ? { fifo: true } : {};
    const deadLetters = new Queue(this, 'DeadLetters', { ...type, retentionPeriod: Duration.days(14) });
    /** A queue, and how many of its orders are worked on at the same time. */
    const queueOf = (name: string, maxConcurrency: number) => {
      const queue = new Queue(this, name, {
        ...type,
        visibilityTimeout: Duration.seconds(60),
        deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
      });
      worker.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency }));
      return queue;
    };
    /** The fewest that a mapping can be set to. */
    const share = 2;
    const places = share * restaurants.length;
    const shared = queues === 'each' ? undefined : queueOf('OrderQueue', places);
    const queueFor = new Map(restaurants.map((name) => [name, shared ?? queueOf(`${name}Queue`, share)]));
    // #endregion queues

    // #region send
    const api = new HttpApi(this, 'Api');
    for (const [name, queue] of queueFor) {
      const message = new ParameterMapping()
        .custom('QueueUrl', queue.queueUrl)
        .custom('MessageBody', '$request.body');
      if (queues === 'groups' || queues === 'fair') message.custom('MessageGroupId', name);
      if (queues === 'groups') message.custom('MessageDeduplicationId', '$request.body.orderId');
      const [route] = api.addRoutes({
        path: `/restaurants/${name}/orders`,
        methods: [HttpMethod.POST],
        integration: new HttpSqsIntegration(`${name}Order`, { queue, parameterMapping: message }),
      });
      // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
      const integration = route?.node.findChild(`${name}Order`).node.defaultChild as CfnIntegration;
      integration.responseParameters = {
        '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
      };
    }
    // #endregion send

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: sent.tableName });
    new CfnOutput(this, 'QueueUrls', {
      value: [...new Set(queueFor.values())].map(({ queueUrl }) => queueUrl).join(','),
    });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'SlowServices', { value: String(tills.Mill) });
    new CfnOutput(this, 'Places', { value: String(places) });
  }
}

new ManyRestaurants(new App(), 'ManyRestaurants');
