import type { Experiment, LocalCloudSettings } from '#experiment/define-experiment.ts';
import type { Template } from '#experiment/deployment.ts';
import type { Repetition } from '#experiment/measure-repetition.ts';
import { deploymentKey } from '#experiment/schedule.ts';
import { assemble, type Context, readTemplate } from '../assembly.ts';
import type { Lab } from '../labs.ts';
import { localPlace } from './local-place.ts';
import type { Place, Running } from './place.ts';

/** The stacks that one run of an experiment deploys, each with its variant's context and settings. */
export class Deployments {
  readonly #place: Place;
  readonly #lab: Lab;
  readonly #experiment: Experiment;
  readonly #seed: number;
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, Promise<Running>>();

  constructor(options: {
    /** This machine unless said. */
    place?: Place;
    lab: Lab;
    experiment: Experiment;
    seed: number;
    signal: AbortSignal;
  }) {
    this.#place = options.place ?? localPlace;
    this.#lab = options.lab;
    this.#experiment = options.experiment;
    this.#seed = options.seed;
    this.#signal = options.signal;
  }

  /** What a repetition runs against. With fresh deployments nothing of an earlier one is left running. */
  async deploy({ variant }: Repetition): Promise<Running> {
    if (this.#experiment.freshDeployments) await this.#closeAll();
    const key = deploymentKey(this.#experiment, variant);
    const { context, localCloud } = this.#experiment.variants[variant] ?? {};
    const running = this.#running.get(key) ?? this.#start(context, localCloud);
    this.#running.set(key, running);
    return running;
  }

  /** The template of the lab's stack with these settings. */
  async synthesize(context: Context): Promise<Template> {
    return readTemplate((await assemble(this.#lab, context, this.#signal)).folder);
  }

  /** Takes down all of them, and what the place needed besides. */
  async close(): Promise<void> {
    await throwFirst([() => this.#closeAll(), () => this.#place.close()]);
  }

  async #closeAll(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    await throwFirst(running.map((each) => async () => (await each.catch(() => undefined))?.close()));
  }

  async #start(context: Context = {}, localCloud: LocalCloudSettings = {}): Promise<Running> {
    const { folder } = await assemble(this.#lab, context, this.#signal);
    this.#signal.throwIfAborted();
    return this.#place.start({
      lab: this.#lab,
      assembly: folder,
      localCloud: { ...this.#experiment.localCloud, ...localCloud },
      standIn: this.#experiment.standIn,
      seed: this.#seed,
      signal: this.#signal,
    });
  }
}

/** Does all, one after the other, and then rejects with the first error. */
async function throwFirst(all: readonly (() => Promise<void> | undefined)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const each of all) await each()?.catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}
