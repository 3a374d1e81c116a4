import { actionErrorOf, type ServiceApis } from '../../kernel/contracts/service-api.ts';
import type { IntegrationUri } from './integration-uri.ts';
import { queueOfPath } from './integration-uri.ts';

/** The request that an integration makes of a service. */
export interface ServiceRequest {
  uri: IntegrationUri;
  /** By their names in small letters. */
  headers: Record<string, string>;
  query: [name: string, value: string][];
  body: string;
}

export interface ServiceAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** How a service is called, as its API reference says. */
interface Protocols {
  /** Before an action's name in the header X-Amz-Target, when the service takes JSON. */
  target?: string;
  /** Before an error's name in `__type`. */
  errors?: string;
  /** It takes AWS's Query protocol: parameters of a form, or of the query string. */
  query?: true;
  /** When not all actions that the service has here can be called so. */
  actions?: readonly string[];
}

/** What an AWS integration can call besides functions. */
export const integratedServices: Record<string, Protocols> = {
  dynamodb: { target: 'DynamoDB_20120810' },
  events: { target: 'AWSEvents', actions: ['PutEvents'] },
  kinesis: { target: 'Kinesis_20131202' },
  sns: { query: true, actions: ['Publish', 'PublishBatch'] },
  sqs: { query: true, target: 'AmazonSQS', errors: 'com.amazonaws.sqs#' },
  states: {
    target: 'AWSStepFunctions',
    actions: [
      'StartExecution',
      'StartSyncExecution',
      'StopExecution',
      'DescribeExecution',
      'ListExecutions',
      'GetExecutionHistory',
      'DescribeStateMachine',
      'ListStateMachines',
      'SendTaskSuccess',
      'SendTaskFailure',
      'SendTaskHeartbeat',
    ],
  },
};

/**
 * Calls a service as its own API is called, in the protocol that the request is in. What the service refuses is an answer
 * too, which integration responses choose by its status.
 */
export async function callService(
  request: ServiceRequest,
  apis: ServiceApis,
  requestId: string,
): Promise<ServiceAnswer> {
  const { uri, headers } = request;
  const { target = '', query } = integratedServices[uri.service] as Protocols;
  const named = headers['x-amz-target'];
  const isJson = !query || named !== undefined;
  if (!isJson) return callByQuery(request, apis, requestId);
  const action = uri.kind === 'action' ? uri.api : (named ?? '').replace(`${target}.`, '');
  return callByJson(request, action, apis, requestId);
}

async function callByJson(
  { uri: { service }, body }: ServiceRequest,
  action: string,
  apis: ServiceApis,
  requestId: string,
): Promise<ServiceAnswer> {
  const { errors = '', actions } = integratedServices[service] as Protocols;
  const answer = (status: number, value: object) => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(value),
  });
  if (actions && !actions.includes(action))
    return answer(400, { __type: 'UnknownOperationException', message: `${action} is not emulated here.` });
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    return answer(400, { __type: `${errors || 'com.amazon.coral.service#'}SerializationException` });
  }
  try {
    return answer(200, await apis.call(service, action, input as Record<string, unknown>, { requestId }));
  } catch (error) {
    const { statusCode, code, message, body: full } = actionErrorOf(error);
    return answer(statusCode, full ?? { __type: errors + code, message });
  }
}

/** An API that is asked for JSON gives the Query protocol's answer as an object. */
async function callByQuery(
  { uri, headers, query, body }: ServiceRequest,
  apis: ServiceApis,
  requestId: string,
): Promise<ServiceAnswer> {
  const answer = (status: number, value: object) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify(value),
  });
  const refusal = (status: number, Code: string, Message: string) =>
    answer(status, {
      Error: { Code, Message, Type: status < 500 ? 'Sender' : 'Receiver' },
      RequestId: requestId,
    });
  // A body of another type is no form, and none of its parameters are seen.
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const parameters = [...query, ...(isForm ? new URLSearchParams(body) : [])];
  if (uri.kind === 'action') parameters.push(['Action', uri.api]);
  const { read, errorCode = (code) => code } = apis.queryProtocol(uri.service);
  const path = uri.kind === 'path' ? uri.api.split('?', 1)[0] : '';
  const { action, input } = read(parameters, path ?? '');
  if (action === '') return refusal(400, 'MissingAction', 'The request must contain the parameter Action');
  try {
    const output = await apis.call(uri.service, action, input, { requestId });
    return answer(200, {
      [`${action}Response`]: { [`${action}Result`]: output, ResponseMetadata: { RequestId: requestId } },
    });
  } catch (error) {
    const { statusCode, code, message } = actionErrorOf(error);
    return refusal(statusCode, errorCode(code), message);
  }
}

/**
 * Throws an Error when nothing that can be called is behind an integration's URI. `parameters`: those of its request, by
 * their full names.
 */
export function checkServiceUri({ service, kind, api }: IntegrationUri, parameters: string[]): void {
  const protocols = integratedServices[service];
  if (!protocols)
    throw new Error(
      `the integration with ${service} is not supported: an integration of type AWS calls lambda, ${Object.keys(integratedServices).join(', ')}`,
    );
  const { actions, query } = protocols;
  if (kind === 'action') {
    if (actions && !actions.includes(api))
      throw new Error(
        `the integration with ${service}:action/${api} is not supported: ${actions.join(', ')} ${actions.length === 1 ? 'is' : 'are'}`,
      );
    return;
  }
  // With parameters in it, it is the request that says which queue.
  if (service === 'sqs') {
    if (!api.includes('{')) queueOfPath(api);
  } else if (api !== '' && api !== '/')
    throw new Error(
      `the integration with ${service}:path/${api} is not supported: the API of ${service} has the path / only, or name an action as ${service}:action/<action>`,
    );
  const namesTarget = parameters.some((each) => /^integration\.request\.header\.x-amz-target$/i.test(each));
  if (!query && !namesTarget)
    throw new Error(
      `the integration with ${service}:path/${api} names no action: write ${service}:action/<action>, or the request parameter integration.request.header.X-Amz-Target`,
    );
}
