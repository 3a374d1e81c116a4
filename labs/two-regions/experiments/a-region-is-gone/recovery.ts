import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RunContext } from '#experiment/define-experiment.ts';
import { itemsWhere } from '#experiment/table.ts';
import type { Parameter } from './names.ts';
import { outputOf } from './orders.ts';
import { type Strategy, type StrategyDefinition, strategies } from './strategies.ts';

/** What was done in the other Region before it could serve anybody. */
export interface Done {
  created: number;
  restored: number;
  switched: number;
}

/** What a team prepares for the loss of a Region, and does when it is lost. */
export class Recovery {
  readonly #context: RunContext<Strategy, Parameter>;
  readonly #strategy: StrategyDefinition;
  readonly #run: string;
  #backup: Promise<Record<string, unknown>[]> | undefined;

  /** `run` is the customer whose orders are backed up. */
  constructor(context: RunContext<Strategy, Parameter>, run: string) {
    this.#context = context;
    this.#strategy = strategies[context.variant];
    this.#run = run;
  }

  /** Copies the table as it is now, to where the loss of its Region does no harm. The experiment's own copy: no AWS Backup. */
  takeBackup(): void {
    if (!this.#strategy.isRebuilt) return;
    const { clients, outputs } = this.#context;
    this.#backup = itemsWhere(clients.documents, outputs.PrimaryTableName ?? '', 'customer', this.#run);
  }

  /** Resolves when the copy is complete. */
  async backupTaken(): Promise<void> {
    await this.#backup;
  }

  /** How many resources a Region is made of: those of the template. */
  async resources(): Promise<number> {
    if (!this.#strategy.isRebuilt) return 0;
    const { Resources } = await this.#context.synthesize(this.#strategy.context);
    return Object.keys(Resources).length;
  }

  /** Does what has to be done until the other Region can serve. */
  async perform(resources: number): Promise<Done> {
    const { clock, parameters, signal } = this.#context;
    // Modelled: its stack is there already, switched off.
    await clock.sleepUntil(clock.now() + resources * parameters.createMs, signal);
    const items = (await this.#backup) ?? [];
    await this.#restore(items);
    return { created: resources, restored: items.length, switched: await this.#switchOn() };
  }

  /** Lets the other Region work on as many orders at a time as the lost one did: only what ran with less needs it. */
  async scaleUp(): Promise<void> {
    const { outputs, parameters } = this.#context;
    if (Number(outputs.StandbyReady) < parameters.concurrency)
      await this.#allow('Worker', parameters.concurrency);
  }

  /** Makes the other Region as it was before. */
  async undo(): Promise<void> {
    await this.#allow('Worker', Number(this.#context.outputs.StandbyReady));
    if (this.#strategy.isOff) await this.#allow('Front', 0);
  }

  async #restore(items: Record<string, unknown>[]): Promise<void> {
    const { outputs } = this.#context;
    const TableName = outputOf(outputs, this.#there, 'TableName');
    const { documents } = this.#context.clients.inRegion(this.#there);
    for (const Item of items) await documents.send(new PutCommand({ TableName, Item }));
  }

  /** Gives the number of calls. */
  async #switchOn(): Promise<number> {
    if (!this.#strategy.isOff) return 0;
    const { clock, parameters, signal } = this.#context;
    const calls = [
      () => this.#allow('Worker', parameters.concurrency),
      () => this.#allow('Front', undefined),
    ];
    for (const call of calls) {
      await clock.sleepUntil(clock.now() + parameters.changeMs, signal);
      await call();
    }
    return calls.length;
  }

  /** Reserves concurrency for a function of the other Region; undefined takes the reservation away. */
  async #allow(name: 'Worker' | 'Front', concurrency: number | undefined): Promise<void> {
    const { lambda } = this.#context.clients.inRegion(this.#there);
    const FunctionName = outputOf(this.#context.outputs, this.#there, `${name}Name`);
    if (concurrency === undefined) await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    else
      await lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: concurrency }),
      );
  }

  get #there(): string {
    return this.#context.outputs.StandbyRegion ?? '';
  }
}
