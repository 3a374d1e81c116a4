import { randomUUID } from 'node:crypto';
import { arnOf } from '../account.ts';
import { DeliveryError, type EventTargets } from '../event-targets.ts';
import { type HttpAnswer, messageAnswer } from '../gateway/http-answer.ts';
import type { ApiRequest, Integration } from './integration.ts';
import { compileSelection, isFixedText, type Selection } from './selection.ts';

const required = ['Detail', 'DetailType', 'Source'] as const;
const optional = ['EventBusName', 'Resources', 'Region'] as const;

interface Options {
  targets: EventTargets;
  parameters: Record<string, string>;
  mapResponse(answer: HttpAnswer, request: ApiRequest): HttpAnswer;
}

/**
 * The first-class integration EventBridge-PutEvents: the gateway itself puts the event on the bus; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export class EventBridgePutEventsIntegration implements Integration {
  readonly #options: Options;
  readonly #busArn: string;
  readonly #detail: Selection;
  readonly #detailType: Selection;
  readonly #source: Selection;
  readonly #resources: Selection;

  constructor(options: Options) {
    this.#options = options;
    const { Detail = '', DetailType = '', Source = '', Resources = '', EventBusName } = options.parameters;
    this.#busArn = busArnOf(EventBusName ?? 'default');
    this.#detail = compileSelection(Detail);
    this.#detailType = compileSelection(DetailType);
    this.#source = compileSelection(Source);
    this.#resources = compileSelection(Resources);
  }

  async call(request: ApiRequest): Promise<HttpAnswer> {
    return this.#options.mapResponse(await this.#put(request), request);
  }

  async #put(request: ApiRequest): Promise<HttpAnswer> {
    const detail = this.#detail({ request });
    const detailType = this.#detailType({ request });
    const source = this.#source({ request });
    if (detail === undefined || detailType === undefined || source === undefined)
      return messageAnswer(400, 'Bad Request');
    const payload = objectOf(detail);
    if (!payload) return entryAnswer({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' });
    try {
      await this.#options.targets.resolve(this.#busArn).deliver({
        trigger: 'http-api',
        causes: [request.requestId],
        payload,
        busEvent: { source, detailType, resources: listOf(this.#resources({ request })) },
      });
      return entryAnswer({ EventId: randomUUID() });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return entryAnswer({ ErrorCode: error.code, ErrorMessage: error.message });
    }
  }
}

/** The answer of PutEvents to its one entry: 200 also when the entry failed. */
function entryAnswer(entry: { EventId: string } | { ErrorCode: string; ErrorMessage: string }): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ FailedEntryCount: 'EventId' in entry ? 0 : 1, Entries: [entry] }),
  };
}

const busArnOf = (nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('events', `event-bus/${nameOrArn}`);

function objectOf(json: string): object | undefined {
  try {
    const value = JSON.parse(json);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function listOf(json: string | undefined): string[] {
  try {
    return [JSON.parse(json ?? '[]')].flat().map(String);
  } catch {
    return json ? [json] : [];
  }
}

/** Why these parameters cannot be, or undefined: what is missing, not of the reference, or not supported. */
export function putEventsProblem(parameters: Record<string, string>): string | undefined {
  for (const name of required)
    if (parameters[name] === undefined) return `EventBridge-PutEvents needs the request parameter ${name}`;
  const known: readonly string[] = [...required, ...optional];
  const unknown = Object.keys(parameters).find((each) => !known.includes(each));
  if (unknown) return `the request parameter ${unknown} is not supported: ${known.join(', ')} are`;
  if (!isFixedText(parameters.EventBusName ?? '')) return 'EventBusName must name a bus, not select one';
  return undefined;
}
