import type { ApiRequest } from '../../../http/api-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import type { ServiceApis } from '../../../kernel/contracts/service-api.ts';
import type { Integration } from './integration.ts';
import { compileSelection, isFixedText, type Selection } from './selection.ts';

const required = ['Detail', 'DetailType', 'Source'] as const;
const optional = ['EventBusName', 'Resources', 'Time', 'TraceHeader'] as const;

type ParameterName = (typeof required)[number] | (typeof optional)[number];

interface Options {
  apis: ServiceApis;
  parameters: Partial<Record<ParameterName, string>>;
  mapResponse(answer: HttpAnswer, request: ApiRequest): HttpAnswer;
}

/**
 * The first-class integration EventBridge-PutEvents: the gateway itself puts the event on the bus; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export class EventBridgePutEventsIntegration implements Integration {
  readonly #options: Options;
  readonly #selections: [ParameterName, Selection][];

  constructor(options: Options) {
    this.#options = options;
    this.#selections = [...required, ...optional].flatMap((name) => {
      const expression = options.parameters[name];
      return expression === undefined ? [] : [[name, compileSelection(expression)]];
    });
  }

  async call(request: ApiRequest): Promise<HttpAnswer> {
    return this.#options.mapResponse(await this.#put(request), request);
  }

  async #put(request: ApiRequest): Promise<HttpAnswer> {
    const entry: Partial<Record<ParameterName, string>> = {};
    for (const [name, select] of this.#selections) {
      const value = select({ request });
      if (value === undefined) return messageAnswer(400, 'Bad Request');
      entry[name] = value;
    }
    const { Resources: resources, ...texts } = entry;
    const answer = await this.#options.apis.call(
      'events',
      'PutEvents',
      { Entries: [{ ...texts, ...(resources !== undefined && { Resources: listOf(resources) }) }] },
      { requestId: request.requestId },
    );
    // The API answers 200 also when its one entry failed; the body tells.
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(answer),
    };
  }
}

/** A JSON list of ARNs, or one ARN. */
function listOf(text: string): string[] {
  try {
    return [JSON.parse(text)].flat().map(String);
  } catch {
    return [text];
  }
}

/**
 * Why these parameters cannot be, or undefined: what is missing, not of the reference, or not supported. Throws an Error
 * for an expression that is not supported.
 */
export function putEventsProblem(parameters: Record<string, string>): string | undefined {
  for (const name of required)
    if (parameters[name] === undefined) return `EventBridge-PutEvents needs the request parameter ${name}`;
  const known: readonly string[] = [...required, ...optional, 'Region'];
  const unknown = Object.keys(parameters).find((each) => !known.includes(each));
  if (unknown) return `the request parameter ${unknown} is not supported: ${known.join(', ')} are`;
  for (const each of Object.values(parameters)) compileSelection(each);
  if (!isFixedText(parameters.EventBusName ?? '')) return 'EventBusName must name a bus, not select one';
  return undefined;
}
