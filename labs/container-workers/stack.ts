import { AdjustmentType } from 'aws-cdk-lib/aws-applicationautoscaling';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerInsights,
  FargateService,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
} from 'aws-cdk-lib/aws-ecs';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { workerImage } from './stack/worker-image.ts';

/** The same work behind two queues: in a function that Lambda's poller calls, and in containers that poll themselves. */
export class ContainerWorkers extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the work on an order takes. */
    const serviceMs = setting('serviceMs') ?? 300;
    const visibilityTimeout = Duration.seconds(setting('visibilitySeconds') ?? 6);
    /** Orders that Lambda works on at once, from 2 on. */
    const maxConcurrency = setting('maxConcurrency') ?? 6;
    /** Bounds of the number of tasks; equal ones fix it. */
    const minTasks = setting('minTasks') ?? 0;
    const maxTasks = setting('maxTasks') ?? 6;
    /** Tasks that one step of scaling adds or takes away; three times as many for a long backlog. */
    const step = setting('step') ?? 1;
    /** How long a step lets the one before take effect. */
    const cooldown = Duration.seconds(setting('cooldownSeconds') ?? 45);
    /** What a worker does about SIGTERM: `drain`, or `nothing`. */
    const onSigterm = this.node.tryGetContext('onSigterm') ?? 'drain';
    /** Whether an init process starts the worker, and hands signals on to it: 1, or 0. */
    const initProcess = setting('initProcess') === 1;
    const stopTimeout = Duration.seconds(setting('stopSeconds') ?? 120);
    // #endregion settings

    const work = new Table(this, 'Work', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'step', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const environment = { WORK_TABLE: work.tableName, SERVICE_MS: String(serviceMs) };

    // #region function
    const functionQueue = new Queue(this, 'FunctionQueue', { visibilityTimeout });
    const fn = new NodejsFunction(this, 'Function', {
      entry: `${import.meta.dirname}/handlers/work-orders.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: visibilityTimeout,
      environment,
    });
    fn.addEventSource(new SqsEventSource(functionQueue, { batchSize: 1, maxConcurrency }));
    work.grantWriteData(fn);
    // #endregion function

    // #region service
    const containerQueue = new Queue(this, 'ContainerQueue', { visibilityTimeout });
    // Public subnets and no NAT gateway: nothing calls these tasks, and a gateway is paid for by the hour.
    const vpc = new Vpc(this, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }],
    });
    const cluster = new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.ENABLED });
    const task = new FargateTaskDefinition(this, 'Task', { cpu: 256, memoryLimitMiB: 512 });
    task.addContainer('Worker', {
      image: workerImage(this),
      logging: LogDrivers.awsLogs({ streamPrefix: 'worker' }),
      stopTimeout,
      ...(initProcess && {
        linuxParameters: new LinuxParameters(this, 'Linux', { initProcessEnabled: true }),
      }),
      environment: {
        ...environment,
        QUEUE_URL: containerQueue.queueUrl,
        VISIBILITY_SECONDS: String(visibilityTimeout.toSeconds()),
        ON_SIGTERM: onSigterm,
      },
    });
    containerQueue.grantConsumeMessages(task.taskRole);
    work.grantWriteData(task.taskRole);
    const service = new FargateService(this, 'Service', {
      cluster,
      taskDefinition: task,
      desiredCount: minTasks,
      assignPublicIp: true,
      minHealthyPercent: 100,
    });
    // #endregion service

    // #region scaling
    const tasks = new Metric({
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensionsMap: { ClusterName: cluster.clusterName, ServiceName: service.serviceName },
    });
    service.autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: maxTasks }).scaleOnMetric('Backlog', {
      metric: new MathExpression({
        // No task, no metric: then all that waits is the backlog of the first.
        expression: 'waiting / IF(FILL(tasks, 0) < 1, 1, FILL(tasks, 0))',
        usingMetrics: { waiting: containerQueue.metricApproximateNumberOfMessagesVisible(), tasks },
        period: Duration.minutes(1),
      }),
      adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
      scalingSteps: [
        { upper: 0, change: -step },
        { lower: 1, change: step },
        { lower: 10, change: 3 * step },
      ],
      cooldown,
    });
    // #endregion scaling

    new CfnOutput(this, 'FunctionQueueUrl', { value: functionQueue.queueUrl });
    new CfnOutput(this, 'ContainerQueueUrl', { value: containerQueue.queueUrl });
    new CfnOutput(this, 'ClusterName', { value: cluster.clusterName });
    new CfnOutput(this, 'ServiceName', { value: service.serviceName });
    new CfnOutput(this, 'WorkTable', { value: work.tableName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'MinTasks', { value: String(minTasks) });
    new CfnOutput(this, 'MaxTasks', { value: String(maxTasks) });
    new CfnOutput(this, 'StopSeconds', { value: String(stopTimeout.toSeconds()) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new ContainerWorkers(new App(), 'ContainerWorkers');
