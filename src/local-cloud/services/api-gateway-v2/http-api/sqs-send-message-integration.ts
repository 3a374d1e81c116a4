import type { ApiRequest } from '../../../http/api-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import type { MessageAttribute } from '../../../kernel/contracts/event-target.ts';
import { actionErrorOf, type ServiceApis } from '../../../kernel/contracts/service-api.ts';
import type { Integration } from './integration.ts';
import { compileSelection, isFixedText, type Selection } from './selection.ts';

/** Parameters of the subtype as its reference lists them. */
export const sendMessageParameters = [
  'QueueUrl',
  'MessageBody',
  'DelaySeconds',
  'MessageAttributes',
  'MessageDeduplicationId',
  'MessageGroupId',
] as const;

type ParameterName = (typeof sendMessageParameters)[number];

interface Options {
  queueUrl: string;
  apis: ServiceApis;
  parameters: Partial<Record<ParameterName, string>>;
  mapResponse(answer: HttpAnswer, request: ApiRequest): HttpAnswer;
}

/** A parameter that the request did not have the value for. */
class UnresolvedParameter extends Error {}

/**
 * The first-class integration SQS-SendMessage: the gateway itself puts the message into the queue; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 * The status is SQS's, unless response parameters overwrite it. AWS does not document the body's format; this is the
 * XML of SQS's Query protocol, which users have recorded.
 */
export class SqsSendMessageIntegration implements Integration {
  readonly #options: Options;
  readonly #selections: Partial<Record<ParameterName, Selection>> = {};

  constructor(options: Options) {
    this.#options = options;
    for (const name of sendMessageParameters) {
      const expression = options.parameters[name];
      if (expression !== undefined) this.#selections[name] = compileSelection(expression);
    }
  }

  async call(request: ApiRequest): Promise<HttpAnswer> {
    return this.#options.mapResponse(await this.#send(request), request);
  }

  async #send(request: ApiRequest): Promise<HttpAnswer> {
    const { queueUrl, apis } = this.#options;
    try {
      const body = this.#value('MessageBody', request) ?? '';
      const delay = this.#value('DelaySeconds', request);
      const attributes = this.#value('MessageAttributes', request);
      const group = this.#value('MessageGroupId', request);
      const deduplication = this.#value('MessageDeduplicationId', request);
      const sent = await apis.call(
        'sqs',
        'SendMessage',
        {
          QueueUrl: queueUrl,
          MessageBody: body,
          DelaySeconds: delay === undefined ? undefined : Number(delay),
          MessageAttributes: attributes === undefined ? undefined : attributesOf(attributes),
          MessageGroupId: group,
          MessageDeduplicationId: deduplication,
        },
        { requestId: request.requestId },
      );
      return sentAnswer(sent, request.requestId);
    } catch (error) {
      // As users have recorded it: https://github.com/aws-samples/sessions-with-aws-sam/issues/38
      if (error instanceof UnresolvedParameter) return messageAnswer(400, 'Bad Request');
      const { statusCode, message } = actionErrorOf(error);
      return messageAnswer(statusCode, message);
    }
  }

  #value(name: ParameterName, request: ApiRequest): string | undefined {
    const select = this.#selections[name];
    if (!select) return undefined;
    const value = select({ request });
    if (value === undefined) throw new UnresolvedParameter();
    return value;
  }
}

function attributesOf(json: string): Record<string, MessageAttribute> {
  try {
    return JSON.parse(json);
  } catch {
    throw new UnresolvedParameter();
  }
}

function sentAnswer(sent: Record<string, unknown>, requestId: string): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body:
      '<?xml version="1.0"?><SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><SendMessageResult>' +
      `<MessageId>${sent.MessageId}</MessageId><MD5OfMessageBody>${sent.MD5OfMessageBody}</MD5OfMessageBody></SendMessageResult>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></SendMessageResponse>`,
  };
}

/**
 * Why these parameters cannot be, or undefined: what is missing, not of the reference, or not supported. Throws an Error
 * for an expression that is not supported.
 */
export function sendMessageProblem(parameters: Record<string, string>): string | undefined {
  for (const name of ['QueueUrl', 'MessageBody'] as const)
    if (parameters[name] === undefined) return `SQS-SendMessage needs the request parameter ${name}`;
  const known: readonly string[] = [...sendMessageParameters, 'Region'];
  const unknown = Object.keys(parameters).find((each) => !known.includes(each));
  if (unknown) return `the request parameter ${unknown} is not supported: ${known.join(', ')} are`;
  for (const each of Object.values(parameters)) compileSelection(each);
  if (!isFixedText(parameters.QueueUrl as string)) return 'QueueUrl must name a queue, not select one';
  const [, owner = ''] = /^https?:\/\/[^/]+\/([^/]*)\/[^/]*$/.exec(parameters.QueueUrl as string) ?? [];
  if (!/^\d{12}$/.test(owner))
    return `the account is missing: the QueueUrl ${parameters.QueueUrl} is not https://sqs.<region>.amazonaws.com/<account>/<queue>. Refer to the queue with Ref, in CDK queue.queueUrl`;
  // AWS refuses it as "Invalid source: … specified for destination: MessageAttributes".
  if (parameters.MessageAttributes !== undefined && isFixedText(parameters.MessageAttributes))
    return 'MessageAttributes must select them from the request, such as $request.body.attributes';
  return undefined;
}
