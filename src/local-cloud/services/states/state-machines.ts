import { randomUUID } from 'node:crypto';
import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import { DeliveryError, DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { seededRandom } from '../../kernel/random.ts';
import { Execution, type ExecutionOptions } from './execution.ts';
import { limits } from './limits.ts';
import type { StateMachine } from './state-machine.ts';
import type { Surroundings } from './surroundings.ts';
import { TaskTokens } from './task-tokens.ts';

export const stateMachineArn = (name: string): string => arnOf('states', `stateMachine:${name}`);

/** Step Functions: state machines, and their executions. */
export class StateMachines {
  readonly tokens = new TaskTokens();
  /** By ARN. */
  readonly machines = new Map<string, StateMachine>();
  /** Standard ones, by ARN. */
  readonly executions = new Map<string, Execution>();
  /** Express ones that run: nothing is known of one that has ended. */
  readonly #express = new Set<Execution>();
  readonly #surroundings: Surroundings;

  constructor(kernel: Kernel) {
    this.#surroundings = {
      kernel,
      random: seededRandom(kernel.settings.seed),
      tokens: this.tokens,
      executionEnded: async (arn) => this.execution(arn).ended,
    };
  }

  create(machine: Omit<StateMachine, 'createdAt'>): void {
    this.machines.set(machine.arn, { ...machine, createdAt: this.#surroundings.kernel.clock.now() });
  }

  /** Throws an ApiServerError when there is none. */
  machine(arn: string): StateMachine {
    const machine = this.machines.get(arn);
    if (machine) return machine;
    throw new ApiServerError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  /** A Standard execution. Throws an ApiServerError when there is none. */
  execution(arn: string): Execution {
    if (arn.split(':')[5] === 'express')
      throw new ApiServerError(
        'InvalidArn',
        "Invalid Arn: 'Resource type not valid in this context: express'",
      );
    const execution = this.executions.get(arn);
    if (execution) return execution;
    throw new ApiServerError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /**
   * Starts an execution, or gives the running Standard one of the same name and input. Throws an ApiServerError.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  start(
    machineArn: string,
    {
      name = randomUUID(),
      input = '{}',
      ...more
    }: { name?: string; input?: string; traceHeader?: string; causes: string[] },
  ): Execution {
    const machine = this.machine(machineArn);
    checkInput(input);
    if (machine.type === 'EXPRESS') return this.#startExpress({ machine, name, input, ...more });
    const arn = arnOf('states', `execution:${machine.name}:${name}`);
    const before = this.executions.get(arn);
    if (before) {
      // "StartExecution is idempotent for STANDARD workflows … with the same name and input as a running execution".
      if (before.status === 'RUNNING' && before.input === input) return before;
      throw new ApiServerError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = new Execution({
      machine,
      arn,
      name,
      input,
      ...more,
      surroundings: this.#surroundings,
    });
    this.executions.set(arn, execution);
    return execution;
  }

  /**
   * "If you attempt to start an Express Workflow with the same name more than once, each attempt causes a workflow to start
   * concurrently." https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
   */
  #startExpress(asked: Omit<ExecutionOptions, 'arn' | 'surroundings'>): Execution {
    const arn = arnOf('states', `express:${asked.machine.name}:${asked.name}:${randomUUID()}`);
    const execution = new Execution({ ...asked, arn, surroundings: this.#surroundings });
    this.#express.add(execution);
    void execution.ended.then(() => this.#express.delete(execution));
    return execution;
  }

  /** Takes an event as the input of an execution. Throws a DeployError when there is no such state machine. */
  target(machineArn: string): EventTarget {
    const machine = this.machines.get(machineArn);
    if (!machine)
      throw new DeployError(
        `There is no state machine ${machineArn}.`,
        'Refer to one of this stack with Ref or Fn::GetAtt.',
      );
    return {
      logicalId: machine.logicalId,
      deliver: async ({ payload, causes }) => {
        try {
          const input = typeof payload === 'string' ? payload : JSON.stringify(payload);
          this.start(machineArn, { input, causes });
        } catch (error) {
          if (error instanceof ApiServerError) throw new DeliveryError(error.code, error.message, false);
          throw error;
        }
      },
    };
  }

  /** Ends every execution. */
  async close(): Promise<void> {
    const all = [...this.executions.values(), ...this.#express];
    const running = all.filter(({ status }) => status === 'RUNNING');
    for (const each of running) each.stop();
    await Promise.all(running.map(({ ended }) => ended));
  }
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > limits.payloadBytes)
    throw new ApiServerError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${limits.payloadBytes}`,
    );
  try {
    JSON.parse(input);
  } catch (error) {
    throw new ApiServerError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(error as Error).message}'`,
    );
  }
}
