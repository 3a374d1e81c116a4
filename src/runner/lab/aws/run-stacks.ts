import { LeftBehind, TwoPartError } from '../../call-error.ts';
import { deploy } from './deploy.ts';
import { type LeftOver, leftOvers } from './left-over.ts';
import { stackName } from './run-name.ts';
import type { AwsSession } from './session.ts';
import { findStack, type StackResource } from './stacks.ts';
import { removeLogGroups, removeStack } from './take-down.ts';
import type { ToolkitModule } from './toolkit.ts';

/** The stacks of one run on AWS, from the first call that makes one until none of them is left. */
export class RunStacks {
  readonly #run: string;
  readonly #session: AwsSession;
  readonly #toolkit: ToolkitModule;
  readonly #poll: number | undefined;
  /** By name the id, as soon as it is known; gone when the stack is. */
  readonly #standing = new Map<string, string | undefined>();
  /** What CloudFormation says it has deleted, and why it has not deleted the rest. */
  readonly #deleted: StackResource[] = [];
  readonly #reasons: string[] = [];
  /** Set once a stack could not be deleted: no other one is made then. */
  #failed: Error | undefined;
  #count = 0;

  constructor(given: {
    run: string;
    session: AwsSession;
    toolkit: ToolkitModule;
    /** Milliseconds between two questions how far CloudFormation is. */
    poll?: number | undefined;
  }) {
    this.#run = given.run;
    this.#session = given.session;
    this.#toolkit = given.toolkit;
    this.#poll = given.poll;
  }

  /** How many were begun. */
  get count(): number {
    return this.#count;
  }

  async deploy(
    assembly: string,
    lab: string,
    signal: AbortSignal,
  ): Promise<{ name: string; outputs: Record<string, string> }> {
    if (this.#failed)
      throw new TwoPartError(
        `A stack of the run could not be deleted: ${told(this.#failed)}`,
        'No other one is made. It is tried again now, and what is left is named.',
      );
    this.#count += 1;
    const name = stackName(this.#run, this.#count, lab);
    this.#standing.set(name, undefined);
    const given = { assembly, name, run: this.#run, poll: this.#poll };
    const { id, outputs } = await deploy(this.#toolkit, this.#session, given, signal);
    this.#standing.set(name, id);
    return { name, outputs };
  }

  /** Deletes one of them. What cannot be deleted is tried again, and told of, when all is closed. */
  async remove(name: string): Promise<void> {
    await this.#remove(name).catch((error: Error) => {
      this.#failed = error;
    });
    if (this.#reasons.length > 0) this.#failed = new Error(this.#reasons.join('; '));
  }

  async #remove(name: string): Promise<void> {
    const { api } = this.#session;
    const id = this.#standing.get(name) ?? (await findStack(api, name))?.id;
    if (id === undefined) {
      this.#standing.delete(name);
      return;
    }
    this.#standing.set(name, id);
    const { isGone, deleted, reasons } = await removeStack(api, id, this.#poll);
    this.#deleted.push(...deleted);
    this.#reasons.push(...reasons);
    if (isGone) this.#standing.delete(name);
  }

  /** Deletes all that stands, and asks AWS whether anything of the run is left. Rejects with LeftBehind when something is. */
  async close(): Promise<void> {
    const { api, region } = this.#session;
    const clean = `npm run lab -- --clean aws --region ${region}`;
    let left: LeftOver[];
    try {
      this.#reasons.length = 0;
      for (const name of [...this.#standing.keys()]) await this.#remove(name);
      await removeLogGroups(api, this.#run);
      left = await leftOvers(api, this.#deleted, this.#run);
    } catch (error) {
      const why = error instanceof TwoPartError ? error.problem : told(error as Error);
      throw new LeftBehind(
        `It could not be verified that nothing of the run ${this.#run} is left in ${region}: ${why}`,
        `Look for it, and remove what is there: ${clean}`,
      );
    }
    if (left.length === 0) return;
    throw new LeftBehind(
      `Of the run ${this.#run} there is left in ${region}:\n${leftLines(left, this.#reasons).join('\n')}`,
      `Remove it with one command: ${clean}`,
    );
  }
}

/** What is left, each with its command, and why where somebody says so. */
export const leftLines = (left: readonly LeftOver[], reasons: readonly string[] = []): string[] => [
  ...left.flatMap(({ what, command }) => [`  - ${what}`, `      ${command}`]),
  ...[...new Set(reasons)].map((reason) => `  because ${reason}`),
];

const told = (error: Error): string =>
  `${'call' in error ? `${error.call} was refused with ${'code' in error ? error.code : ''}: ` : ''}${error.message}`;
