import type { Queue } from '../emulators/sqs/queue.ts';
import type { SqsSns } from '../emulators/sqs-sns.ts';
import { type ApiRequest, type ApiResponse, type Integration, message } from './integration.ts';
import { selectText } from './request-selection.ts';

interface Options {
  queue: Queue;
  sqs: SqsSns;
  /** `$request.body`, `$request.body.path`, … or a fixed text. */
  messageBody: string;
  statusOverrides: Map<number, number>;
}

/**
 * The first-class integration SQS-SendMessage: the gateway itself puts the message into the queue; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 * The status is SQS's, unless response parameters overwrite it. AWS does not document the body's format; this is the
 * XML of SQS's Query protocol, which users have recorded.
 */
export class SqsSendMessageIntegration implements Integration {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async call(request: ApiRequest): Promise<ApiResponse> {
    const { queue, sqs, messageBody, statusOverrides } = this.#options;
    const answer = await this.#send(request, () =>
      sqs.send(queue, selectText(messageBody, request), { requestId: request.requestId }),
    );
    return { ...answer, status: statusOverrides.get(answer.status) ?? answer.status };
  }

  async #send(
    request: ApiRequest,
    send: () => Promise<{ messageId: string; md5OfBody: string }>,
  ): Promise<ApiResponse> {
    try {
      const { messageId, md5OfBody } = await send();
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body:
          '<?xml version="1.0"?><SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><SendMessageResult>' +
          `<MessageId>${messageId}</MessageId><MD5OfMessageBody>${md5OfBody}</MD5OfMessageBody></SendMessageResult>` +
          `<ResponseMetadata><RequestId>${request.requestId}</RequestId></ResponseMetadata></SendMessageResponse>`,
      };
    } catch (error) {
      const { statusCode, message: text } = error as Error & { statusCode?: number };
      if (statusCode === undefined) throw error;
      return message(statusCode, text);
    }
  }
}
