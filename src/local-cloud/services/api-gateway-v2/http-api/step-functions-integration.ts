import type { ApiRequest } from '../../../http/api-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import { within } from '../../../http/invoke-within.ts';
import { actionErrorOf, type ServiceApis } from '../../../kernel/contracts/service-api.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import type { Integration } from './integration.ts';
import { compileSelection, type Selection } from './selection.ts';

/** Parameters of each subtype as its reference lists them, with their names in Step Functions' own API. */
const subtypes = {
  'StepFunctions-StartExecution': {
    action: 'StartExecution',
    required: { StateMachineArn: 'stateMachineArn' },
    optional: { Name: 'name', Input: 'input' },
  },
  'StepFunctions-StartSyncExecution': {
    action: 'StartSyncExecution',
    required: { StateMachineArn: 'stateMachineArn' },
    optional: { Name: 'name', Input: 'input', TraceHeader: 'traceHeader' },
  },
  'StepFunctions-StopExecution': {
    action: 'StopExecution',
    required: { ExecutionArn: 'executionArn' },
    optional: { Cause: 'cause', Error: 'error' },
  },
} as const;

export type StepFunctionsSubtype = keyof typeof subtypes;

export const isStepFunctions = (subtype: string): subtype is StepFunctionsSubtype => subtype in subtypes;

const namesOf = (subtype: StepFunctionsSubtype): Record<string, string> => ({
  ...subtypes[subtype].required,
  ...subtypes[subtype].optional,
});

interface Options {
  subtype: StepFunctionsSubtype;
  apis: ServiceApis;
  parameters: Record<string, string>;
  timeoutMs: number;
  statusCodes: HttpApiStatusCodes;
  mapResponse(answer: HttpAnswer, request: ApiRequest): HttpAnswer;
}

/**
 * The first-class integrations with Step Functions: the gateway itself starts or stops an execution, or runs one that it waits
 * for; no function runs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export class StepFunctionsIntegration implements Integration {
  readonly #options: Options;
  readonly #selections: [name: string, select: Selection][];

  constructor(options: Options) {
    this.#options = options;
    this.#selections = Object.entries(namesOf(options.subtype)).flatMap(([parameter, name]) => {
      const expression = options.parameters[parameter];
      return expression === undefined ? [] : [[name, compileSelection(expression)]];
    });
  }

  async call(request: ApiRequest): Promise<HttpAnswer> {
    return this.#options.mapResponse(await this.#ask(request), request);
  }

  async #ask(request: ApiRequest): Promise<HttpAnswer> {
    const { subtype, apis, timeoutMs, statusCodes } = this.#options;
    const input: Record<string, string> = {};
    for (const [name, select] of this.#selections) {
      const value = select({ request });
      if (value === undefined) return messageAnswer(400, 'Bad Request');
      input[name] = value;
    }
    const { requestId } = request;
    try {
      const call = apis.call('states', subtypes[subtype].action, input, { requestId });
      const answer = await within(call, timeoutMs);
      if (answer !== 'timed out') return jsonAnswer(200, answer);
      return {
        ...messageAnswer(statusCodes.integrationTimeout, 'Service Unavailable'),
        integrationError: 'The integration timed out.',
      };
    } catch (error) {
      const { statusCode, code, message } = actionErrorOf(error);
      return jsonAnswer(statusCode, { __type: code, message });
    }
  }
}

const jsonAnswer = (status: number, body: object): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

/**
 * Why these parameters cannot be, or undefined: what is missing, not of the reference, or not supported. Throws an Error
 * for an expression that is not supported.
 */
export function stepFunctionsProblem(
  subtype: StepFunctionsSubtype,
  parameters: Record<string, string>,
): string | undefined {
  for (const name of Object.keys(subtypes[subtype].required))
    if (parameters[name] === undefined) return `${subtype} needs the request parameter ${name}`;
  const known = [...Object.keys(namesOf(subtype)), 'Region'];
  const unknown = Object.keys(parameters).find((each) => !known.includes(each));
  if (unknown) return `the request parameter ${unknown} is not supported: ${known.join(', ')} are`;
  for (const each of Object.values(parameters)) compileSelection(each);
  return undefined;
}
