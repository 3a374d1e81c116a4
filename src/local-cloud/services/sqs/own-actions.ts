import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FauxqsError, SqsError, snsErrorResponse } from '../../http/fauxqs-internals.ts';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { Publisher, Sns } from '../sns/sns.ts';
import type { SqsAction } from './action.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './change-message-visibility.ts';
import { createQueue } from './create-queue.ts';
import { deleteMessage, deleteMessageBatch } from './delete-message.ts';
import { getQueueAttributes } from './get-queue-attributes.ts';
import { parseInput } from './input-types.ts';
import { listDeadLetterSourceQueues } from './list-dead-letter-source-queues.ts';
import type { MessageMoveTasks } from './message-move-tasks.ts';
import { purgeQueue } from './purge-queue.ts';
import { queryErrorOf } from './query-error.ts';
import type { QueueStore } from './queue-store.ts';
import { listQueueTags, tagQueue, untagQueue } from './queue-tags.ts';
import { receiveMessage } from './receive-message.ts';
import { sendMessage, sendMessageBatch } from './send-message.ts';
import { setQueueAttributes } from './set-queue-attributes.ts';

interface Options {
  store: QueueStore;
  moveTasks: MessageMoveTasks;
  faults: Faults;
  sns: Sns;
  /** Who calls at this moment. */
  sender(): Publisher;
}

/** What stands between a caller of the SQS and SNS APIs and fauxqs: faults, checks, and the actions that are ours. */
export class OwnActions {
  readonly #options: Options;
  readonly #sqsActions: Map<string, SqsAction>;

  constructor(options: Options) {
    this.#options = options;
    const { moveTasks } = options;
    this.#sqsActions = new Map<string, SqsAction>([
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
    app.addHook('preHandler', (request, reply) => this.#actBeforeFauxqs(request, reply));
  }

  /** Lets faults strike, and answers what fauxqs would not, or would otherwise. */
  async #actBeforeFauxqs(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const target = String(request.headers['x-amz-target'] ?? '');
    if (!target.startsWith('AmazonSQS.')) return this.#actAsSns(request.body ?? {}, reply);
    try {
      const input = parseInput(request.body);
      request.body = input;
      const actionName = target.replace('AmazonSQS.', '');
      const queue = this.#options.store.getQueue(String(input.QueueUrl));
      // Only the traffic of messages suffers: whoever looks at a queue's attributes sees them.
      const refusal =
        queue &&
        actionName.includes('Message') &&
        (await refusalByFault(this.#options.faults, queue.logicalId));
      if (refusal) throw new SqsError(refusal.code, refusal.message, refusal.statusCode, false);
      const action = this.#sqsActions.get(actionName);
      if (!action) return undefined;
      const hungUp = new AbortController();
      reply.raw.once('close', () => hungUp.abort());
      const answer = await action(input, { store: this.#options.store, signal: hungUp.signal });
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

  async #actAsSns(input: object, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const action = this.#options.sns.action('Action' in input ? String(input.Action) : '');
    if (!action) return undefined;
    try {
      const answer = await action(input as Record<string, string>, this.#options.sender());
      return reply.type('text/xml').send(answer);
    } catch (error) {
      const { code, statusCode, message } = error as FauxqsError;
      if (statusCode === undefined) throw error;
      return reply.status(statusCode).type('text/xml').send(snsErrorResponse(code, message));
    }
  }
}
