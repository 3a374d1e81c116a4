import type { HttpAnswer } from '../../http/http-answer.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';
import { actionErrorOf, type ServiceApis } from '../../kernel/contracts/service-api.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import type { IntegrationResponses } from './integration-responses.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { RestMethod, RestRequest } from './rest-method.ts';

interface Options {
  queueUrl: string;
  apis: ServiceApis;
  requests: RequestTemplates;
  responses: IntegrationResponses;
}

/**
 * The AWS integration with SQS: a template writes `Action=SendMessage&MessageBody=…`, and the gateway itself puts the
 * message into the queue; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-sqs.html
 */
export class SqsMethod implements RestMethod {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: RestRequest): Promise<HttpAnswer | GatewayResponseType> {
    const { requests, responses } = this.#options;
    const mapped = requests.map(request);
    if (mapped === undefined) return 'UNSUPPORTED_MEDIA_TYPE';
    const { status, body } = await this.#send(new URLSearchParams(mapped), request);
    return responses.answer(String(status), JSON.stringify(body), request) ?? 'API_CONFIGURATION_ERROR';
  }

  async #send(query: URLSearchParams, request: RestRequest): Promise<{ status: number; body: unknown }> {
    const { queueUrl, apis } = this.#options;
    const { requestId } = request;
    const action = query.get('Action');
    if (action !== 'SendMessage')
      return refusal(400, 'InvalidAction', `The action ${action} is not valid.`, requestId);
    const delay = query.get('DelaySeconds');
    const group = query.get('MessageGroupId');
    const deduplication = query.get('MessageDeduplicationId');
    try {
      const { MessageId, MD5OfMessageBody } = await apis.call(
        'sqs',
        'SendMessage',
        {
          QueueUrl: queueUrl,
          MessageBody: query.get('MessageBody') ?? '',
          DelaySeconds: delay === null ? undefined : Number(delay),
          MessageAttributes: attributesOf(query),
          MessageGroupId: group ?? undefined,
          MessageDeduplicationId: deduplication ?? undefined,
        },
        { requestId },
      );
      return {
        status: 200,
        body: {
          SendMessageResponse: {
            SendMessageResult: { MD5OfMessageBody, MessageId },
            ResponseMetadata: { RequestId: requestId },
          },
        },
      };
    } catch (error) {
      const { statusCode, message, code } = actionErrorOf(error);
      return refusal(statusCode, code, message, requestId);
    }
  }
}

const refusal = (status: number, code: string, message: string, requestId: string) => ({
  status,
  body: { Error: { Code: code, Message: message, Type: 'Sender' }, RequestId: requestId },
});

/** `MessageAttribute.1.Name=…&MessageAttribute.1.Value.DataType=…`, counted from 1. */
function attributesOf(query: URLSearchParams): Record<string, MessageAttribute> {
  const attributes: Record<string, MessageAttribute> = {};
  for (let index = 1; ; index += 1) {
    const part = (name: string) =>
      query.get(`MessageAttribute.${index}.${name}`) ?? query.get(`MessageAttributes.${index}.${name}`);
    const name = part('Name');
    if (name === null) return attributes;
    const text = part('Value.StringValue');
    const binary = part('Value.BinaryValue');
    attributes[name] = {
      DataType: part('Value.DataType') ?? 'String',
      ...(text !== null && { StringValue: text }),
      ...(binary !== null && { BinaryValue: binary }),
    };
  }
}
