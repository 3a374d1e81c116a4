import { randomUUID } from 'node:crypto';
import { arnOf } from '../../kernel/account.ts';
import type { InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { SelfNamed } from '../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type ProviderAnswer, providerAnswerOf } from './provider-answer.ts';
import { ResponseServer } from './response-server.ts';
import { asTexts } from './texts.ts';
import { UnderWay } from './under-way.ts';

interface CustomResource {
  logicalId: string;
  /** `Custom::Seed` */
  type: string;
  stackName: string;
  deletionPolicy: string | undefined;
  properties: { ServiceToken: string; ServiceTimeout?: number | undefined } & Record<string, unknown>;
}

/** A request's answer, or why there is none that counts. */
type Outcome = { answer: ProviderAnswer } | { problem: string };

/**
 * Seconds that an answer may still come after the provider, and what it has set going, has ended, when the template does
 * not say.
 */
const patienceSeconds = 60;

/**
 * The custom resources of a deployment: requests to their providers, which are functions or topics of the assembly, and
 * the answers.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
 */
export class CustomResources {
  readonly #kernel: Kernel;
  #server: Promise<ResponseServer> | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Sends a Create and waits for its answer. Rejects with a DeployError when it fails or does not come. */
  async create(resource: CustomResource): Promise<SelfNamed> {
    const outcome = await this.#ask(resource, 'Create', undefined);
    const problem = problemOf(outcome);
    if (problem !== undefined) {
      // As on AWS, what a failed Create may have left is deleted.
      if ('answer' in outcome) await this.#delete(resource, outcome.answer.PhysicalResourceId);
      throw new DeployError(
        `The custom resource ${resource.logicalId} (${resource.type}) was not created: ${problem}.`,
        'Mend its provider function, or take the custom resource out of the stack.',
      );
    }
    const { PhysicalResourceId, Data } = (outcome as { answer: ProviderAnswer }).answer;
    return {
      identity: { ref: PhysicalResourceId, attributes: Data ?? {} },
      close: async () => {
        if (!resource.deletionPolicy?.startsWith('Retain')) await this.#delete(resource, PhysicalResourceId);
      },
    };
  }

  async close(): Promise<void> {
    await (await this.#server)?.close();
  }

  /** Nobody is left to hear of a failure but the log. */
  async #delete(resource: CustomResource, physicalResourceId: string): Promise<void> {
    const problem = problemOf(await this.#ask(resource, 'Delete', physicalResourceId));
    if (problem === undefined) return;
    const line = `[local cloud] The custom resource ${resource.logicalId} was not deleted: ${problem}.`;
    this.#kernel.events.emit({ type: 'log-line', resource: resource.logicalId, stream: 'stderr', line });
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
  async #ask(
    { logicalId, type, stackName, properties }: CustomResource,
    RequestType: 'Create' | 'Delete',
    PhysicalResourceId: string | undefined,
  ): Promise<Outcome> {
    const RequestId = randomUUID();
    const StackId = arnOf('cloudformation', `stack/${stackName}/local`);
    const expected = (await this.#answers()).expect(`/${encodeURIComponent(stackName)}/${RequestId}`);
    const { ServiceToken, ServiceTimeout } = properties;
    const ended = new AbortController();
    const invocationId = randomUUID();
    const underWay = new UnderWay(this.#kernel, invocationId);
    const inTime = this.#kernel.clock.wait(ServiceTimeout ?? 3600, ended.signal);
    const request = {
      RequestType,
      ServiceToken,
      ResponseURL: expected.url,
      StackId,
      RequestId,
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...(PhysicalResourceId !== undefined && { PhysicalResourceId }),
      ResourceProperties: asTexts(properties),
    };
    try {
      const tooLate = inTime.then(() => ({ problem: notInTime(ServiceTimeout ?? 3600) }));
      const nobody = this.#send(ServiceToken, request, invocationId).then(async (problem) => {
        if (problem !== undefined) return { problem };
        if (ServiceTimeout !== undefined) return tooLate;
        await underWay.quietFor(patienceSeconds, this.#kernel, ended.signal);
        return { problem: notInTime(patienceSeconds) };
      });
      const received = await Promise.race([expected.received, nobody, tooLate]);
      if ('problem' in received) return received;
      const asked = { StackId, RequestId, LogicalResourceId: logicalId };
      return { answer: providerAnswerOf(received.body, asked) };
    } catch (error) {
      return { problem: (error as Error).message };
    } finally {
      expected.forget();
      underWay.close();
      ended.abort();
    }
  }

  /** Hands the request to the provider; gives why nobody will answer it, or undefined when somebody may. */
  async #send(arn: string, request: object, invocationId: string): Promise<string | undefined> {
    const { functions, targets } = this.#kernel;
    const call = { trigger: 'cloudformation' as const, causes: [], payload: request };
    if (!arn.includes(':lambda:')) {
      await targets.resolve(arn).deliver(call);
      return undefined;
    }
    const result = await functions.resolve(arn).invoke({ ...call, invocationId, asynchronous: true });
    return problemOfProvider(result);
  }

  #answers(): Promise<ResponseServer> {
    this.#server ??= ResponseServer.start().then(({ server, certificate, port }) => {
      this.#kernel.trustedCertificate = certificate;
      this.#kernel.ownHostPort = port;
      return server;
    });
    return this.#server;
  }
}

function problemOf(outcome: Outcome): string | undefined {
  if ('problem' in outcome) return outcome.problem;
  const { Status, Reason } = outcome.answer;
  return Status === 'FAILED' ? `its provider answered FAILED: ${Reason}` : undefined;
}

function problemOfProvider(result: InvocationResult): string | undefined {
  if (result.outcome === 'succeeded') return undefined;
  if (result.outcome === 'throttled') return `its provider function was throttled (${result.reason})`;
  const { errorType, errorMessage } = result.error;
  return `its provider function ended without an answer: ${errorType}: ${errorMessage}`;
}

const notInTime = (seconds: number): string =>
  `its provider put no answer to the request’s ResponseURL within ${seconds} seconds`;
