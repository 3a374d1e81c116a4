import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';
import { parseInput } from './input-types.ts';
import { queryAnswer, queryError } from './query-answer.ts';
import { type QueryCall, queryCallOf } from './query-request.ts';

/** Runs an action of ours; undefined for one that fauxqs has. Rejects with an SqsError. */
type Act = (
  action: string,
  input: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<Record<string, unknown> | undefined>;

/**
 * SQS's older protocol, of the AWS CLI 1 and of SDKs before the JSON protocol: forms in, XML out. It carries the same
 * actions.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
 */
export function addQueryProtocol(app: FastifyInstance, act: Act): void {
  app.addHook('preHandler', async (request, reply) => {
    const call = callOf(request);
    return call && answer(call, request, reply);
  });

  async function answer({ action, input }: QueryCall, request: FastifyRequest, reply: FastifyReply) {
    const requestId = randomUUID();
    const hungUp = new AbortController();
    reply.raw.once('close', () => hungUp.abort());
    reply.type('text/xml').header('x-amzn-requestid', requestId);
    try {
      if (action === '')
        throw new SqsError('MissingAction', 'The request must contain the parameter Action.', 400, true);
      const output =
        (await act(action, parseInput(input), hungUp.signal)) ?? (await ofFauxqs(action, input, request));
      return reply.send(queryAnswer(action, output, requestId));
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      const refused = error as FauxqsError;
      return reply.status(refused.statusCode).send(queryError(refused, requestId));
    }
  }

  async function ofFauxqs(action: string, input: object, request: FastifyRequest) {
    const { authorization, host } = request.headers;
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
        ...(authorization && { authorization }),
        ...(host && { host }),
      },
      payload: JSON.stringify(input),
    });
    const output = JSON.parse(body === '' ? '{}' : body);
    if (statusCode === 200) return output;
    const code = String(output.__type).split('#').at(-1) ?? '';
    throw new SqsError(code, output.message, statusCode, statusCode < 500);
  }
}

/** The call of a request in this protocol, or undefined: a form, or parameters in the address. */
function callOf(request: FastifyRequest): QueryCall | undefined {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const { pathname, searchParams } = new URL(request.raw.url ?? '/', 'http://localhost');
  if (!isForm && !searchParams.has('Action')) return undefined;
  const form = Object.entries((isForm && (request.body as Record<string, string>)) || {});
  const queueUrl = /^\/\d+\/[^/]+\/?$/.test(pathname) ? `http://${request.headers.host}${pathname}` : '';
  return queryCallOf([...searchParams, ...form], queueUrl);
}
