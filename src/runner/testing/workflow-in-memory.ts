import { Clock } from '#local-cloud/kernel/clock.ts';
import { EventTargets } from '#local-cloud/kernel/contracts/event-target.ts';
import type { ExecutionResult } from '#local-cloud/kernel/contracts/invocation.ts';
import { Invoker } from '#local-cloud/kernel/contracts/invoker.ts';
import { ServiceApis } from '#local-cloud/kernel/contracts/service-api.ts';
import { EventStream } from '#local-cloud/kernel/events.ts';
import { LogLines } from '#local-cloud/kernel/log-lines.ts';
import { Metrics } from '#local-cloud/kernel/metrics.ts';
import { DynamoDbError } from '#local-cloud/services/dynamodb/errors.ts';
import { readDefinition } from '#local-cloud/services/states/definition/read-definition.ts';
import type { Definition } from '#local-cloud/services/states/definition/workflow.ts';
import { History, HistoryThread } from '#local-cloud/services/states/history.ts';
import { runWorkflow } from '#local-cloud/services/states/run-workflow.ts';
import { Scope } from '#local-cloud/services/states/scope.ts';
import { TaskTokens } from '#local-cloud/services/states/task-tokens.ts';
import type { TablesInMemory } from './tables-in-memory.ts';
import type { Turns } from './turns.ts';

/** A clock on which every wait is a turn. */
class ClockOfTurns extends Clock {
  readonly #turns: Turns;

  constructor(turns: Turns) {
    super(1);
    this.#turns = turns;
  }

  override async wait(): Promise<boolean> {
    await this.#turns.turn();
    return true;
  }
}

/** What a state machine of the local cloud works with, without a server; each of its calls happens in one turn. */
export class WorkflowInMemory {
  readonly #definition: Definition;

  /** Throws with what is wrong with the definition. */
  constructor(definition: string) {
    const { definition: read, problems } = readDefinition(definition, 'STANDARD');
    if (problems.length > 0) throw new Error(`The state machine is none:\n${problems.join('\n')}`);
    this.#definition = read;
  }

  /** Runs one execution; `invoke` runs a function by its name. Rejects with what the execution fails with. */
  async run(input: object, { turns, tables, invoke }: WorkflowSurroundings): Promise<unknown> {
    const clock = new ClockOfTurns(turns);
    const functions = new Invoker();
    functions.register((arn) => ({
      async invoke({ payload }) {
        await turns.turn();
        return invoke(arn.split(':').at(-1) ?? '', payload).then(
          (answer): ExecutionResult => ({ outcome: 'succeeded', payload: answer }),
          (error): ExecutionResult => ({
            outcome: 'failed',
            error: { errorType: 'Error', errorMessage: String(error) },
          }),
        );
      },
    }));
    const apis = new ServiceApis();
    apis.register('dynamodb', async (action, given) => {
      await turns.turn();
      return tables.run(action, given).catch((error) => {
        if (!(error instanceof DynamoDbError)) throw error;
        throw Object.assign(new Error(error.message), { statusCode: error.status, code: error.code });
      });
    });
    const metrics = new Metrics(clock);
    const kernel = {
      clock,
      functions,
      apis,
      metrics,
      events: new EventStream(),
      logs: new LogLines(clock),
      targets: new EventTargets(),
    };
    const history = new History({ now: () => clock.now(), isKept: false, tell() {} });
    return runWorkflow(this.#definition, input, {
      execution: {
        executionId: 'execution',
        arn: 'arn:aws:states:us-east-1:000000000000:execution:Machine:execution',
        resource: 'Machine',
        surroundings: {
          kernel,
          random: () => 0,
          tokens: new TaskTokens(),
          executionEnded: () => Promise.reject(new Error('There is one execution.')),
        },
        context: { Execution: { Input: input } },
      },
      scope: new Scope(),
      thread: new HistoryThread(history),
      signal: new AbortController().signal,
      context: {},
    });
  }
}

interface WorkflowSurroundings {
  turns: Turns;
  tables: TablesInMemory;
  invoke(name: string, payload: unknown): Promise<unknown>;
}
