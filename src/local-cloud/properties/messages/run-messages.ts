import assert from 'node:assert/strict';
import type { CloudEvent, CloudEventOf } from '../../../content/event.ts';
import { arnOf } from '../../kernel/account.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { sqsSettings } from '../../services/sqs/settings.ts';
import { Sqs } from '../../services/sqs/sqs.ts';
import { SteppedTime } from '../../testing/stepped-time.ts';
import type { Command, MessageScenario, QueueName } from './command.ts';
import { type End, MessageModel } from './message-model.ts';

const names: QueueName[] = ['Queue', 'Dlq'];
/** Of every queue, in seconds. */
const visibilityTimeout = 30;
/** Longer than any visibility timeout or delay of a scenario, in seconds. */
const longEnough = 61;
const longestRetention = 1_209_600;

type Answer = Record<string, unknown>;

/** The queues of the local cloud on a clock that a test steps, and beside them what they have to do. */
class MessagesRun {
  readonly #scenario: MessageScenario;
  readonly #time = new SteppedTime();
  readonly #kernel = new Kernel({
    settings: kernelSettings,
    resources: [{ logicalId: 'Queue', path: undefined, faults: ['duplicate', 'fail'] }],
    time: this.#time,
  });
  readonly model: MessageModel;
  readonly #handles: { handle: string; from: QueueName }[] = [];
  readonly sent: string[] = [];
  #events: CloudEvent[] = [];
  #sqs!: Sqs;

  constructor(scenario: MessageScenario) {
    this.#scenario = scenario;
    const { fifo, maxReceiveCount, retention } = scenario;
    const seconds = retention ?? { Queue: longestRetention, Dlq: longestRetention };
    const retentionMs = { Queue: seconds.Queue * 1_000, Dlq: seconds.Dlq * 1_000 };
    this.model = new MessageModel({ fifo, maxReceiveCount, retentionMs, now: () => this.#time.now() });
    this.#kernel.events.subscribe((event) => this.#events.push(event));
  }

  async start(): Promise<void> {
    this.#sqs = await Sqs.start(this.#kernel, sqsSettings);
    const { fifo, maxReceiveCount, retention, duplicates } = this.#scenario;
    for (const name of names.toReversed()) {
      const policy = { deadLetterTargetArn: arnOf('sqs', this.#nameOf('Dlq')), maxReceiveCount };
      this.#sqs.createQueue({
        logicalId: name,
        name: this.#nameOf(name),
        attributes: {
          VisibilityTimeout: String(visibilityTimeout),
          MessageRetentionPeriod: String(retention?.[name] ?? longestRetention),
          ...(fifo && { FifoQueue: 'true' }),
          ...(name === 'Queue' && { RedrivePolicy: JSON.stringify(policy) }),
        },
      });
    }
    if (!fifo && duplicates > 0)
      this.#kernel.faults.inject({ resource: 'Queue', fault: 'duplicate', times: duplicates });
  }

  async close(): Promise<void> {
    await this.#sqs.close();
    this.#kernel.close();
  }

  /** Does it, and compares everything that can be seen with what has to be. */
  async run(command: Command, isRefused = false): Promise<void> {
    const mend = isRefused ? this.#kernel.faults.inject({ resource: 'Queue', fault: 'fail' }) : undefined;
    await this.#do(command).catch((error) => {
      if (!isRefused || (error as { code?: string }).code !== 'InternalFailure') throw error;
    });
    mend?.();
    this.#time.step({});
    this.model.passTime();
    for (const name of names) assert.deepEqual(await this.#counts(name), this.model.counts(name), name);
  }

  /** Deletes from either queue all that can still be received. */
  async drain(): Promise<void> {
    const isEmpty = () => names.every((name) => Object.values(this.model.counts(name)).every((n) => n === 0));
    for (let round = 0; !isEmpty(); round += 1) {
      assert.ok(round < 30, 'the queues do not get empty');
      await this.run({ do: 'pass', seconds: longEnough });
      for (const from of names) {
        const before = this.#handles.length;
        await this.run({ do: 'receive', from, atMost: 10, visibilitySeconds: undefined });
        for (let left = this.#handles.length - before; left > 0; left -= 1)
          await this.run({ do: 'delete', handle: left - 1 });
      }
    }
  }

  async #do(command: Command): Promise<void> {
    switch (command.do) {
      case 'send':
        return this.#send(command);
      case 'receive':
        return this.#receive(command);
      case 'delete':
        return this.#byHandle(command.handle, (handle, from) => this.#delete(handle, from));
      case 'hold':
        return this.#byHandle(command.handle, (handle, from) => this.#hold(handle, from, command.seconds));
      case 'redrive':
        return this.#redrive();
      case 'pass':
        return this.#time.step({ seconds: command.seconds });
    }
  }

  async #send({ group, delaySeconds, again }: Extract<Command, { do: 'send' }>): Promise<void> {
    const { fifo } = this.#scenario;
    const body = `${group}-${this.sent.length}`;
    const delay = fifo ? 0 : delaySeconds;
    const ids = [];
    for (let copy = 0; copy < (again ? 2 : 1); copy += 1) {
      const { MessageId } = await this.#call('SendMessage', 'Queue', {
        MessageBody: body,
        ...(fifo ? { MessageGroupId: group, MessageDeduplicationId: body } : { DelaySeconds: delay }),
      });
      ids.push(String(MessageId));
    }
    // A FIFO queue knows the second by its deduplication id; a standard queue takes it for another message.
    if (fifo) assert.equal(new Set(ids).size, 1);
    for (const id of new Set(ids)) {
      this.sent.push(body);
      this.model.sent(id, body, group, delay);
    }
  }

  async #receive({ from, atMost, visibilitySeconds }: Extract<Command, { do: 'receive' }>): Promise<void> {
    // The shortest makes a FIFO consumer too late for everything: nothing would be left to see.
    const visibility = this.#scenario.fifo && visibilitySeconds === 0 ? 5 : visibilitySeconds;
    this.#events = [];
    const { Messages = [] } = (await this.#call('ReceiveMessage', from, {
      MaxNumberOfMessages: atMost,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      ...(visibility !== undefined && { VisibilityTimeout: visibility }),
    })) as { Messages?: { MessageId: string; ReceiptHandle: string; Attributes: Record<string, string> }[] };
    assert.equal(Messages.length, this.model.givenTo(from, atMost), 'how many are given');
    const given = Messages.map(({ MessageId: id, ReceiptHandle: handle, Attributes }) => ({
      id,
      handle,
      count: Number(Attributes.ApproximateReceiveCount),
    }));
    const putAside = this.#seen('message-dead-lettered').map(({ messageId }) => messageId);
    this.model.received(from, given, putAside, visibility ?? visibilityTimeout);
    for (const { fault, id } of this.#seen('fault-injected'))
      if (fault === 'duplicate') this.model.duplicated(String(id));
    for (const { handle } of given) this.#handles.push({ handle, from });
  }

  async #byHandle(back: number, act: (handle: string, from: QueueName) => Promise<void>): Promise<void> {
    const chosen = this.#handles.at(-1 - (back % Math.max(1, this.#handles.length)));
    if (chosen) await act(chosen.handle, chosen.from);
  }

  async #delete(handle: string, from: QueueName): Promise<void> {
    this.#events = [];
    const refusal = await this.#call('DeleteMessage', from, { ReceiptHandle: handle }).then(
      () => undefined,
      refusalOf,
    );
    const deletes = this.model.deleted(handle);
    assert.equal(this.#seen('message-deleted').length, deletes ? 1 : 0, 'how many are deleted');
    // Only a FIFO queue says that it was too late.
    assert.equal(refusal !== undefined, this.#scenario.fifo && !deletes);
  }

  async #hold(handle: string, from: QueueName, seconds: number): Promise<void> {
    const input = { ReceiptHandle: handle, VisibilityTimeout: seconds };
    const refusal = await this.#call('ChangeMessageVisibility', from, input).then(() => undefined, refusalOf);
    assert.equal(refusal === undefined, this.model.held(handle, seconds), 'whether somebody has it');
  }

  async #redrive(): Promise<void> {
    this.#events = [];
    const SourceArn = arnOf('sqs', this.#nameOf('Dlq'));
    await this.#sqs.call('StartMessageMoveTask', { SourceArn }, {});
    for (;;) {
      const { Results } = (await this.#sqs.call('ListMessageMoveTasks', { SourceArn }, {})) as {
        Results: { Status: string }[];
      };
      if (Results[0]?.Status === 'COMPLETED') break;
      assert.equal(Results[0]?.Status, 'RUNNING');
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.model.redriven(this.#seen('message-moved').map(({ messageId: id, movedAs }) => ({ id, movedAs })));
  }

  /** What a queue says of itself. */
  async #counts(name: QueueName) {
    const { Attributes } = (await this.#call('GetQueueAttributes', name, { AttributeNames: ['All'] })) as {
      Attributes: Record<string, string>;
    };
    const count = (suffix: string) => Number(Attributes[`ApproximateNumberOfMessages${suffix}`]);
    return { visible: count(''), delayed: count('Delayed'), inFlight: count('NotVisible') };
  }

  #seen<Type extends CloudEvent['type']>(type: Type): CloudEventOf<Type>[] {
    return this.#events.filter((each): each is CloudEventOf<Type> => each.type === type);
  }

  #call(action: string, queue: QueueName, input: Answer): Promise<Answer> {
    return this.#sqs.call(action, { QueueUrl: this.#nameOf(queue), ...input }, {});
  }

  #nameOf(queue: QueueName): string {
    return this.#scenario.fifo ? `${queue}.fifo` : queue;
  }
}

/** The refusal of a handle; throws what is anything else. */
function refusalOf(error: { code?: string }): string {
  const code = error.code ?? '';
  if (!['InvalidParameterValue', 'MessageNotInflight'].includes(code)) throw error;
  return code;
}

/**
 * Runs a scenario, and takes out in the end what is left. Gives what was sent, and by what was sent how it ended. Rejects
 * at the first thing that must not be.
 */
export async function runMessages(
  scenario: MessageScenario,
): Promise<{ sent: string[]; ends: ReadonlyMap<string, End[]> }> {
  const run = new MessagesRun(scenario);
  await run.start();
  try {
    for (const [index, command] of scenario.commands.entries())
      await run.run(command, scenario.refused.includes(index));
    await run.drain();
    return { sent: run.sent, ends: run.model.ends };
  } finally {
    await run.close();
  }
}
