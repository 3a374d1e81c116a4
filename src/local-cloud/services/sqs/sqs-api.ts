import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { SqsAction } from './action.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './change-message-visibility.ts';
import { createQueue } from './create-queue.ts';
import { deleteMessage, deleteMessageBatch } from './delete-message.ts';
import { getQueueAttributes } from './get-queue-attributes.ts';
import { getQueueUrl } from './get-queue-url.ts';
import { parseInput } from './input-types.ts';
import { listDeadLetterSourceQueues } from './list-dead-letter-source-queues.ts';
import { listQueues } from './list-queues.ts';
import type { MessageMoveTasks } from './message-move-tasks.ts';
import { purgeQueue } from './purge-queue.ts';
import { queryErrorOf } from './query-error.ts';
import { addQueryProtocol } from './query-protocol.ts';
import type { QueueStore } from './queue-store.ts';
import { listQueueTags, tagQueue, untagQueue } from './queue-tags.ts';
import { receiveMessage } from './receive-message.ts';
import { sendMessage, sendMessageBatch } from './send-message.ts';
import { setQueueAttributes } from './set-queue-attributes.ts';

interface Options {
  store: QueueStore;
  moveTasks: MessageMoveTasks;
  faults: Faults;
}

/** What stands between a caller of the SQS API and fauxqs: faults, checks, and the actions that are ours. */
export class SqsApi {
  readonly #options: Options;
  readonly #actions: Map<string, SqsAction>;

  constructor(options: Options) {
    this.#options = options;
    const { moveTasks } = options;
    this.#actions = new Map<string, SqsAction>([
      ['SendMessage', sendMessage],
      ['SendMessageBatch', sendMessageBatch],
      ['ReceiveMessage', receiveMessage],
      ['ChangeMessageVisibility', changeMessageVisibility],
      ['ChangeMessageVisibilityBatch', changeMessageVisibilityBatch],
      ['CreateQueue', createQueue],
      ['SetQueueAttributes', setQueueAttributes],
      ['GetQueueAttributes', getQueueAttributes],
      ['PurgeQueue', purgeQueue],
      ['TagQueue', tagQueue],
      ['UntagQueue', untagQueue],
      ['ListQueueTags', listQueueTags],
      ['DeleteMessage', deleteMessage],
      ['DeleteMessageBatch', deleteMessageBatch],
      ['GetQueueUrl', getQueueUrl],
      ['ListQueues', listQueues],
      ['ListDeadLetterSourceQueues', listDeadLetterSourceQueues],
      ['StartMessageMoveTask', moveTasks.start],
      ['ListMessageMoveTasks', moveTasks.list],
      ['CancelMessageMoveTask', moveTasks.cancel],
    ]);
  }

  addTo(app: FastifyInstance): void {
    app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      // fauxqs reads the body as JSON, and leaves what is none to Fastify, to which it is an error of the server.
      const malformed = error instanceof SyntaxError;
      return reply
        .status(malformed ? 400 : (error.statusCode ?? 500))
        .type('application/x-amz-json-1.0')
        .send(
          JSON.stringify({
            __type: `com.amazonaws.sqs#${malformed ? 'SerializationException' : 'InternalFailure'}`,
            message: error.message,
          }),
        );
    });
    app.addHook('onSend', async (_request, reply) => {
      // fauxqs prefixes every code.
      const [code = '', fault] = String(reply.getHeader('x-amzn-query-error') ?? '').split(';');
      if (fault)
        reply.header(
          'x-amzn-query-error',
          `${queryErrorOf(code.replace('AWS.SimpleQueueService.', ''))};${fault}`,
        );
    });
    addQueryProtocol(app, (action, input, signal) => this.act(action, input, signal));
    app.addHook('preHandler', (request, reply) => this.#actBeforeFauxqs(request, reply));
  }

  /** Runs an action of ours, after the faults that strike it; undefined for one that fauxqs has. Rejects with an SqsError. */
  async act(
    name: string,
    input: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Record<string, unknown> | undefined> {
    const { store, faults } = this.#options;
    const queue = store.getQueue(String(input.QueueUrl));
    queue?.traffic.touch();
    // Only the traffic of messages suffers: whoever looks at a queue's attributes sees them.
    const refusal = queue && name.includes('Message') && (await refusalByFault(faults, queue.logicalId));
    if (refusal) throw new SqsError(refusal.code, refusal.message, refusal.statusCode, false);
    return this.#actions.get(name)?.(input, { store, signal }) as Promise<
      Record<string, unknown> | undefined
    >;
  }

  async #actBeforeFauxqs(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const target = String(request.headers['x-amz-target'] ?? '');
    try {
      if (!target.startsWith('AmazonSQS.'))
        throw new SqsError(
          'InvalidAction',
          `The action ${target} is not valid for this endpoint.`,
          400,
          true,
        );
      const input = parseInput(request.body);
      request.body = input;
      const hungUp = new AbortController();
      reply.raw.once('close', () => hungUp.abort());
      const answer = await this.act(target.replace('AmazonSQS.', ''), input, hungUp.signal);
      if (!answer) return undefined;
      return reply.type('application/x-amz-json-1.0').send(JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      return reply
        .status((error as FauxqsError).statusCode)
        .type('application/x-amz-json-1.0')
        .header('x-amzn-query-error', `${queryErrorOf((error as FauxqsError).code)};Sender`)
        .send(
          JSON.stringify({
            __type: `com.amazonaws.sqs#${(error as FauxqsError).code}`,
            message: error.message,
          }),
        );
    }
  }
}
