import { randomUUID } from 'node:crypto';
import { arnOf } from '../../../kernel/account.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import type { Invocable } from '../../../kernel/contracts/invoker.ts';
import { DeliveryError, DeployError } from '../../../kernel/errors.ts';
import { StateFailure } from '../failure.ts';
import type { Integration, IntegrationCall } from './integration.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export const lambdaInvoke: Integration = {
  resource: 'lambda:invoke',
  takesToken: true,
  arguments: ['FunctionName', 'Payload', 'InvocationType', 'Qualifier', 'ClientContext'],
  async call({ input, kernel, executionId }) {
    const {
      FunctionName,
      Qualifier,
      Payload = {},
      InvocationType = 'RequestResponse',
      ClientContext,
    } = input;
    const arn = functionArn(String(FunctionName), Qualifier);
    if (InvocationType === 'Event') {
      await deliver(kernel, arn, Payload, executionId);
      return { ...metadata(202), Payload: '' };
    }
    if (InvocationType !== 'RequestResponse')
      throw new StateFailure(
        'Lambda.InvalidParameterValueException',
        `InvocationType ${InvocationType} is not supported: RequestResponse and Event are.`,
      );
    const result = await resolve(kernel, arn).invoke({
      trigger: 'step-functions',
      causes: [executionId],
      payload: Payload,
      ...(typeof ClientContext === 'string' && {
        clientContext: JSON.parse(Buffer.from(ClientContext, 'base64').toString('utf8')),
      }),
    });
    return { ExecutedVersion: '$LATEST', ...metadata(200), Payload: payloadOf(result) };
  },
};

export function functionArn(nameOrArn: string, qualifier?: unknown): string {
  const arn = nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('lambda', `function:${nameOrArn}`);
  return typeof qualifier === 'string' ? `${arn}:${qualifier}` : arn;
}

/** What the function answered. Throws its error as a StateFailure, with the payload that Lambda gives as the cause. */
export function payloadOf(result: InvocationResult): unknown {
  switch (result.outcome) {
    case 'succeeded':
      return result.payload ?? null;
    case 'throttled':
      throw new StateFailure(
        'Lambda.TooManyRequestsException',
        `Rate Exceeded. (Service: Lambda, Status Code: 429; Reason: ${result.reason})`,
      );
    case 'unavailable':
      throw new StateFailure('Lambda.ServiceException', result.error.errorMessage);
    default:
      throw new StateFailure(result.error.errorType, JSON.stringify(result.error));
  }
}

export function resolve(kernel: IntegrationCall['kernel'], arn: string): Invocable {
  try {
    return kernel.functions.resolve(arn);
  } catch (error) {
    if (error instanceof DeployError)
      throw new StateFailure('Lambda.ResourceNotFoundException', `Function not found: ${arn}`);
    throw error;
  }
}

async function deliver(
  { targets }: IntegrationCall['kernel'],
  arn: string,
  payload: unknown,
  executionId: string,
): Promise<void> {
  try {
    await targets.resolve(arn).deliver({ trigger: 'step-functions', causes: [executionId], payload });
  } catch (error) {
    if (error instanceof DeployError)
      throw new StateFailure('Lambda.ResourceNotFoundException', `Function not found: ${arn}`);
    if (error instanceof DeliveryError) throw new StateFailure(`Lambda.${error.code}`, error.message);
    throw error;
  }
}

/** What the SDK adds to the answer. */
const metadata = (status: number) => ({
  SdkHttpMetadata: { HttpStatusCode: status },
  SdkResponseMetadata: { RequestId: randomUUID() },
  StatusCode: status,
});
