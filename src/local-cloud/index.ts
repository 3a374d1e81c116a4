import type { Cloud } from './cloud.ts';
import { Gateways } from './gateways.ts';
import { account } from './kernel/account.ts';
import { AddressBook } from './kernel/address-book.ts';
import { Clock } from './kernel/clock.ts';
import { EventTargets } from './kernel/contracts/event-target.ts';
import type { Close } from './kernel/contracts/resource-type.ts';
import { EventStream } from './kernel/events.ts';
import { Faults, type FaultyResource } from './kernel/faults.ts';
import { type CloudSettings, defaultSettings } from './kernel/settings.ts';
import { DynamoDb } from './services/dynamodb/dynamodb.ts';
import { EventBridge } from './services/events/event-bridge.ts';
import { LambdaApi } from './services/lambda/api/lambda-api.ts';
import { LambdaService } from './services/lambda/lambda-service.ts';
import { Logs } from './services/logs/logs.ts';
import { Scheduler } from './services/scheduler/scheduler.ts';
import { Sns } from './services/sns/sns.ts';
import { SqsSns } from './services/sqs/sqs-sns.ts';
import { Ssm } from './services/ssm/ssm.ts';
import type { Services } from './services.ts';
import { readAssembly } from './template/assembly.ts';
import { type PlanStep, planStacks } from './template/plan.ts';

/**
 * Runs a synthesized cloud assembly on this machine.
 * Throws a DeployError, with nothing left running, when the assembly cannot run here.
 */
export async function startCloud(options: {
  assembly: string;
  settings?: Partial<CloudSettings>;
}): Promise<Cloud> {
  const settings = { ...defaultSettings, ...options.settings };

  // 1. Work out everything that will be done. What is not supported is refused here, before anything starts.
  const plan = planStacks(await readAssembly(options.assembly));

  const opened: Close[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeInReverse(opened);
    return closing;
  };

  try {
    // 2. The services that resources live in.
    const clock = new Clock(settings.timeScale);
    opened.push(() => clock.stop());
    const events = new EventStream();
    const addresses = new AddressBook();
    const targets = new EventTargets();
    const faults = new Faults({ events, resources: plan.steps.map(faultyResourceOf), seed: settings.seed });
    opened.push(() => faults.stop());
    const lambda = new LambdaService({ events, clock, faults, targets, settings });
    targets.register('lambda', (arn) => lambda.function(arn).asTarget());
    const lambdaApi = await LambdaApi.start(lambda);
    opened.push(() => lambdaApi.close());
    const invocationOf = (accessKeyId: string) => lambda.invocationOf(accessKeyId);
    const sns = new Sns({ events, clock, targets, faults });
    const sqs = await SqsSns.start({ events, clock, faults, settings, sns, invocationOf });
    opened.push(() => sqs.close());
    const eventBridge = await EventBridge.start({ events, clock, targets, faults, invocationOf });
    opened.push(() => eventBridge.close());
    const dynamodb = await DynamoDb.start({ events, faults, clock, settings, invocationOf });
    opened.push(() => dynamodb.close());
    const ssm = await Ssm.start();
    opened.push(() => ssm.close());
    const scheduler = await Scheduler.start({ events, clock, targets, seed: settings.seed });
    opened.push(() => scheduler.close());
    const logs = new Logs(events);
    targets.register('logs', (arn) => logs.target(arn));
    targets.register('sqs', (arn) => sqs.target(arn));
    targets.register('sns', (arn) => sns.target(arn));
    targets.register('events', (arn) => eventBridge.target(arn));
    addresses.add(`https://sqs.${account.region}.${account.urlSuffix}`, sqs.address);
    lambda.endpoints = {
      sqs: sqs.address,
      sns: sqs.address,
      eventbridge: eventBridge.address,
      dynamodb: dynamodb.address,
      lambda: lambdaApi.address,
      ssm: ssm.address,
      scheduler: scheduler.address,
    };

    // 3. The resources, in dependency order.
    const services: Services = {
      settings,
      clock,
      events,
      addresses,
      faults,
      targets,
      sqs,
      sns,
      eventBridge,
      dynamodb,
      lambda,
      logs,
      ssm,
      scheduler,
      gateways: new Gateways(settings.apiGatewayThrottle),
    };
    for (const { resource, type } of plan.steps) {
      const undo = await type.create(resource, services);
      if (undo) opened.push(undo);
    }

    const outputs = Object.fromEntries(
      Object.entries(plan.outputs).map(([name, value]) => [name, addresses.localize(value)]),
    );
    return {
      outputs,
      endpoints: lambda.endpoints,
      withoutEffect: plan.withoutEffect,
      faults: { inject: (fault) => faults.inject(fault) },
      subscribe: (listener) => events.subscribe(listener),
      now: () => events.now(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const faultyResourceOf = ({ resource, type }: PlanStep): FaultyResource => ({
  logicalId: resource.logicalId,
  path: resource.path,
  faults: type.faults ?? [],
});

async function closeInReverse(opened: Close[]): Promise<void> {
  for (const each of opened.toReversed()) await each();
}
