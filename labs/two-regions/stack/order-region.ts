import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, type ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What one Region of the two is made of. */
interface OrderRegionProps extends StackProps {
  env: { region: string };
  /** Its outputs begin with it. */
  role: 'Primary' | 'Standby';
  /** Orders that it works on at the same time from the beginning; with 0 its functions are off. */
  ready: number;
  /** The same, when it is in full service. */
  concurrency: number;
  serviceMs: number;
  /** `receipt` or `stored-first`. */
  accept: string;
  /** The Region that every write of its table is copied to. */
  replicateTo?: string;
  /** A table that is there already. */
  orders?: ITableV2 | undefined;
}

/** The queued path in one Region: API, function, queue, worker, table. */
export class OrderRegion extends Stack {
  /** The table, when it was made here. */
  readonly table: TableV2 | undefined;

  constructor(scope: Construct, id: string, props: OrderRegionProps) {
    super(scope, id, props);
    const { role, ready, serviceMs } = props;

    // #region table
    const newTable = () =>
      new TableV2(this, 'Orders', {
        tableName: 'two-regions-orders',
        partitionKey: { name: 'orderId', type: AttributeType.STRING },
        removalPolicy: RemovalPolicy.DESTROY,
        ...(props.replicateTo !== undefined && { replicas: [{ region: props.replicateTo }] }),
      });
    this.table = props.orders ? undefined : newTable();
    const orders = props.orders ?? (this.table as TableV2);
    // #endregion table

    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      visibilityTimeout: Duration.seconds(2),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });

    const handler = (name: string, file: string, reservedConcurrentExecutions?: number) => {
      const lambda = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/../handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(2),
        reservedConcurrentExecutions,
        environment: {
          TABLE_NAME: orders.tableName,
          QUEUE_URL: queue.queueUrl,
          SERVICE_MS: String(serviceMs),
          ACCEPT: props.accept,
        },
      });
      orders.grantReadWriteData(lambda);
      new CfnOutput(this, `${role}${name}Name`, { value: lambda.functionName });
      return lambda;
    };

    // #region functions
    // A reserved concurrency of 0 turns a function off: it is there, and nobody pays for it or gets an answer of it.
    const front = handler('Front', 'front', ready === 0 ? 0 : undefined);
    queue.grantSendMessages(front);
    const worker = handler('Worker', 'work', ready);
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
    // #endregion functions

    const api = new HttpApi(this, 'Api');
    const integration = new HttpLambdaIntegration('Call', front);
    api.addRoutes({ path: '/orders', methods: [HttpMethod.POST], integration });
    api.addRoutes({ path: '/orders/{orderId}', methods: [HttpMethod.GET], integration });

    new CfnOutput(this, `${role}Region`, { value: props.env.region });
    new CfnOutput(this, `${role}ApiUrl`, { value: api.apiEndpoint });
    new CfnOutput(this, `${role}TableName`, { value: orders.tableName });
    new CfnOutput(this, `${role}QueueUrl`, { value: queue.queueUrl });
    new CfnOutput(this, `${role}Ready`, { value: String(ready) });
    if (role === 'Primary') {
      new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
      new CfnOutput(this, 'Concurrency', { value: String(props.concurrency) });
    }
  }
}
