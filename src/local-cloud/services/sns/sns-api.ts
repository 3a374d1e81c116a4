import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fauxqsApp } from '../../http/fauxqs-app.ts';
import { type FauxqsError, snsErrorResponse } from '../../http/fauxqs-internals.ts';
import type { Callers } from '../../kernel/callers.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { publish, publishBatch, type SnsAction } from './publish.ts';
import { setSubscriptionAttributes } from './set-subscription-attributes.ts';
import { setTopicAttributes } from './set-topic-attributes.ts';
import type { Sns } from './sns.ts';
import { subscribe } from './subscribe.ts';

/** What fauxqs would pass over, by action, each with the value that asks for nothing. */
const notEmulated: Record<string, Record<string, string>> = {
  CreateTopic: { DataProtectionPolicy: '' },
  ConfirmSubscription: { AuthenticateOnUnsubscribe: 'false' },
};

const actionsOnTags = ['ListTagsForResource', 'TagResource', 'UntagResource'];

/** SNS's API on loopback: fauxqs's server, with the actions of ours before it. */
export class SnsApi {
  /** Those that are ours. */
  readonly #actions: ReadonlyMap<string, SnsAction>;
  readonly #store: Sns['store'];
  readonly #publisher = new AsyncLocalStorage<ActionCaller>();
  readonly #app: FastifyInstance;

  static async start(sns: Sns, callers: Callers): Promise<{ address: string; close(): Promise<void> }> {
    const app = new SnsApi(sns, callers).#app;
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    return { address, close: () => app.close() };
  }

  private constructor(sns: Sns, callers: Callers) {
    this.#actions = new Map([
      ['Publish', publish(sns)],
      ['PublishBatch', publishBatch(sns)],
      ['Subscribe', subscribe(sns)],
      ['SetSubscriptionAttributes', setSubscriptionAttributes(sns)],
      ['SetTopicAttributes', setTopicAttributes(sns)],
    ]);
    this.#store = sns.store;
    this.#app = fauxqsApp({
      stores: { snsStore: sns.store },
      onCall: (accessKeyId, call) =>
        this.#publisher.run({ invocationId: callers.invocationOf(accessKeyId) }, call),
    });
    this.#app.addHook('preHandler', (request, reply) => this.#actBeforeFauxqs(request.body ?? {}, reply));
  }

  /** Answers what fauxqs would not, or would otherwise. */
  async #actBeforeFauxqs(input: object, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const refuse = (status: number, code: string, message: string) =>
      reply.status(status).type('text/xml').send(snsErrorResponse(code, message));
    if (!('Action' in input)) return refuse(400, 'MissingAction', 'The request must contain an Action.');
    const action = this.#actions.get(String(input.Action));
    if (!action) {
      // Of a topic that is not there fauxqs lists nothing, and gives its tags another error.
      const parameters = input as Record<string, string>;
      const { Action = '', TopicArn, ResourceArn } = parameters;
      const given = Object.entries(notEmulated[Action] ?? {})
        .filter(([name, nothing]) => (parameters[name] ?? nothing) !== nothing)
        .map(([name]) => name);
      if (given.length > 0)
        return refuse(
          400,
          'InvalidParameter',
          `Invalid parameter: ${given.join(', ')} Reason: not emulated in this call: leave it out`,
        );
      if (Action === 'ListSubscriptionsByTopic' && !this.#store.getTopic(String(TopicArn)))
        return refuse(404, 'NotFound', 'Topic does not exist');
      if (actionsOnTags.includes(String(Action)) && !this.#store.getTopic(String(ResourceArn)))
        return refuse(404, 'ResourceNotFound', 'Resource does not exist');
      return undefined;
    }
    try {
      const answer = await action(input as Record<string, string>, this.#publisher.getStore() ?? {});
      return reply.type('text/xml').send(answer);
    } catch (error) {
      const { code, statusCode, message } = error as FauxqsError;
      if (statusCode === undefined) throw error;
      return refuse(statusCode, code, message);
    }
  }
}
