import type { SNSEvent } from 'aws-lambda';
import { arnOf } from '../../kernel/account.ts';
import type { InvocationRequest, InvocationResult } from '../../kernel/contracts/invocation.ts';
import { DeployError } from '../../kernel/errors.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { EventQueue } from '../../services/lambda/event-queue.ts';
import { defaultEventInvokeConfig } from '../../services/lambda/function-configuration.ts';
import { FunctionMetrics } from '../../services/lambda/function-metrics.ts';
import { Sns, topicArn } from '../../services/sns/sns.ts';
import { sqsSettings } from '../../services/sqs/settings.ts';
import { Sqs } from '../../services/sqs/sqs.ts';
import { SteppedTime } from '../../testing/stepped-time.ts';
import { Watch } from '../../testing/watch.ts';
import type { Ending, NotificationScenario, PlannedSubscriber } from './scenario.ts';

/** One subscriber, and what became of it and in it. Texts are those of the messages. */
export interface Subscriber {
  planned: PlannedSubscriber;
  name: string;
  isDeleted: boolean;
  /** In its queue, in the end. */
  queued: string[];
  /** In the dead-letter queue of its subscription. */
  putAside: string[];
  /** Of a function: how the invocations for a text ended, one after another. */
  invocations: Map<string, Ending[]>;
  /** In the dead-letter queue of the function itself. */
  deadLetters: string[];
}

/** What a run came to. */
export interface NotificationsRun {
  subscribers: Subscriber[];
  /** Every message, in the order of publishing. */
  published: { id: string; text: string; kind: string }[];
  watch: Watch;
}

const error = { errorType: 'Error', errorMessage: 'on purpose' };
const topic = topicArn('Topic');
/** A case takes some milliseconds. */
const longestCaseMs = 20_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The topic, the queues and the queue of asynchronous events of the local cloud; waits that AWS fixes take next to no time. */
export async function runNotifications(scenario: NotificationScenario): Promise<NotificationsRun> {
  const subscribers = scenario.subscribers.map(
    (planned, index): Subscriber => ({
      planned,
      name: `Subscriber${index}`,
      isDeleted: false,
      queued: [],
      putAside: [],
      invocations: new Map(),
      deadLetters: [],
    }),
  );
  const kernel = new Kernel({
    settings: { ...kernelSettings, timeScale: 0.00001 },
    resources: subscribers.map(({ name: logicalId }) => ({
      logicalId,
      path: undefined,
      faults: ['fail', 'throttle', 'slow'],
    })),
    // Nothing that is received comes back.
    time: new SteppedTime(),
  });
  const watch = new Watch({ subscribe: (listener) => kernel.events.subscribe(listener) });
  const sqs = await Sqs.start(kernel, sqsSettings);
  const { events, clock, targets, faults } = kernel;
  const sns = new Sns({ events, clock, targets, faults, metrics: kernel.metrics });
  const functions = new Functions(kernel, subscribers);
  targets.register('sqs', (arn) => sqs.target(arn));
  targets.register('lambda', (arn) => functions.target(arn));
  sns.createTopic({ logicalId: 'Topic', name: 'Topic', attributes: {} });

  const createQueue = (name: string) => sqs.createQueue({ logicalId: name, name, attributes: {} });
  for (const { planned, name } of subscribers) {
    if (planned.to === 'queue') createQueue(name);
    createQueue(`${name}Aside`);
    createQueue(`${name}Dead`);
    if (planned.to === 'queue' && planned.slowMs > 0)
      faults.inject({ resource: name, fault: 'slow', milliseconds: planned.slowMs, times: 3 });
    const redrive = JSON.stringify({ deadLetterTargetArn: arnOf('sqs', `${name}Aside`) });
    sns.subscribe({
      logicalId: `${name}Subscription`,
      arn: undefined,
      topicArn: topic,
      protocol: planned.to === 'queue' ? 'sqs' : 'lambda',
      endpoint: endpointOf(planned, name),
      attributes: {
        ...(planned.wants && { FilterPolicy: JSON.stringify({ kind: [planned.wants] }) }),
        ...(planned.putsAside && { RedrivePolicy: redrive }),
        ...(planned.to === 'queue' && planned.raw && { RawMessageDelivery: 'true' }),
      },
    });
  }

  try {
    const published: NotificationsRun['published'] = [];
    for (const act of scenario.acts) {
      if ('publish' in act) {
        const text = `${published.length}`;
        const attributes = {
          ...(act.publish !== 'without a kind' && {
            kind: { DataType: 'String', StringValue: act.publish },
          }),
        };
        const id = sns.publish(topic, { body: text, subject: undefined, attributes }, {});
        published.push({ id, text, kind: act.publish });
        continue;
      }
      if ('pauseTurns' in act) {
        for (let left = act.pauseTurns; left > 0; left -= 1) await turn();
        continue;
      }
      const chosen = subscribers[act.subscriber % subscribers.length];
      if (!chosen || chosen.isDeleted) continue;
      if ('refuses' in act) faults.inject({ resource: chosen.name, fault: act.refuses, times: act.times });
      else {
        chosen.isDeleted = true;
        if (chosen.planned.to === 'queue') sqs.deleteQueue(chosen.name);
      }
    }

    // Each message ends once at each subscription, and each event that a function was given ends too.
    const ends = ['event-delivered', 'event-filtered', 'event-given-up'] as const;
    const ended = () => ends.reduce((sum, type) => sum + watch.of(type, 'Topic').length, 0);
    const begunAt = performance.now();
    while (ended() < published.length * subscribers.length || !functions.areIdle) {
      if (performance.now() - begunAt > longestCaseMs)
        throw new Error(`Of ${published.length} messages for ${subscribers.length}, ${ended()} have ended.`);
      await turn();
    }
    // What is handed on twice would be so by now, or be on its way.
    for (let left = 3; left > 0; left -= 1) await turn();
    faults.stop();
    for (const each of subscribers) {
      if (each.planned.to === 'queue' && !each.isDeleted) each.queued = await textsIn(sqs, each.name);
      each.putAside = await textsIn(sqs, `${each.name}Aside`);
      each.deadLetters = await textsIn(sqs, `${each.name}Dead`);
    }
    return { subscribers, published, watch };
  } finally {
    await sqs.close();
    kernel.close();
  }
}

const endpointOf = ({ to }: PlannedSubscriber, name: string) =>
  to === 'queue' ? arnOf('sqs', name) : arnOf('lambda', `function:${name}`);

/** Takes everything out of a queue. */
async function textsIn(sqs: Sqs, name: string): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const { Messages = [] } = (await sqs.call(
      'ReceiveMessage',
      { QueueUrl: name, MaxNumberOfMessages: 10 },
      {},
    )) as { Messages?: { Body: string }[] };
    if (Messages.length === 0) return texts;
    texts.push(...Messages.map(({ Body }) => textOf(JSON.parse(Body))));
  }
}

/** The message's text in what a queue got: raw, in SNS's envelope, or as the event of a function. */
function textOf(body: number | { Message: string } | SNSEvent): string {
  if (typeof body === 'number') return String(body);
  return 'Records' in body ? (body.Records[0]?.Sns.Message ?? '') : body.Message;
}

/** The subscribed functions, behind Lambda's queue of asynchronous events. */
class Functions {
  readonly #queue: EventQueue;
  readonly #subscribers: Subscriber[];
  readonly #watch: Watch;
  readonly #endings: Map<string, Iterator<Ending>>;

  constructor(kernel: Kernel, subscribers: Subscriber[]) {
    const { events, clock, targets, faults } = kernel;
    this.#subscribers = subscribers;
    this.#watch = new Watch({ subscribe: (listener) => events.subscribe(listener) });
    const metrics = new FunctionMetrics(kernel.metrics, kernel.settings.timeScale);
    this.#queue = new EventQueue({ events, clock, targets, faults, metrics });
    this.#endings = new Map(
      subscribers.map(({ name, planned }) => [
        name,
        'endings' in planned ? planned.endings.values() : [].values(),
      ]),
    );
  }

  /** Whether every event that was accepted is done with. */
  get areIdle(): boolean {
    return this.#subscribers.every(({ name, invocations }) => {
      const done = [...invocations.values()].filter((endings) => endings.at(-1) === 'succeeded').length;
      const givenUp = this.#watch.of('event-given-up', name).length;
      return this.#watch.of('event-queued', name).length === done + givenUp;
    });
  }

  target(arn: string) {
    const subscriber = this.#subscribers.find((each) => arn === endpointOf(each.planned, each.name));
    if (!subscriber || subscriber.isDeleted)
      throw new DeployError(`There is no function ${arn}.`, 'Refer to one of this stack.');
    const { name, planned } = subscriber;
    const fn = {
      logicalId: name,
      configuration: {
        logicalId: name,
        name,
        arn,
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        code: { inline: '' },
        memoryMiB: 128,
        timeoutSeconds: 3,
        reservedConcurrency: undefined,
        variables: {},
        logGroup: `/aws/lambda/${name}`,
        deadLetterTargetArn:
          'hasDeadLetterQueue' in planned && planned.hasDeadLetterQueue
            ? arnOf('sqs', `${name}Dead`)
            : undefined,
      },
      version: '$LATEST',
      deployed: { reservedConcurrency: undefined },
      invoke: (request: InvocationRequest) => this.#invoke(subscriber, request),
    };
    return {
      logicalId: name,
      deliver: async ({
        trigger,
        causes,
        payload,
      }: Pick<InvocationRequest, 'trigger' | 'causes' | 'payload'>) => {
        this.#queue.accept(fn, defaultEventInvokeConfig, { trigger, causes, payload });
      },
    };
  }

  async #invoke(
    { name, planned, invocations }: Subscriber,
    { payload }: InvocationRequest,
  ): Promise<InvocationResult> {
    const turns = planned.to === 'function' ? planned.turns : 0;
    for (let left = turns; left > 0; left -= 1) await turn();
    const text = textOf(payload as SNSEvent);
    const ending = this.#endings.get(name)?.next().value ?? 'succeeded';
    invocations.set(text, [...(invocations.get(text) ?? []), ending]);
    if (ending === 'succeeded') return { outcome: 'succeeded', payload: null };
    if (ending === 'throttled') return { outcome: 'throttled', reason: 'ConcurrentInvocationLimitExceeded' };
    return { outcome: ending, error };
  }
}
