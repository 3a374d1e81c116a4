import type { Experiment, LocalCloudSettings } from '#experiment/define-experiment.ts';
import type { Repetition } from '#experiment/measure-repetition.ts';
import { deploymentKey } from '#experiment/schedule.ts';
import { type CloudSettings, defaultSettings } from '#local-cloud/settings.ts';
import { assemble, type Context } from '../assembly.ts';
import { TwoPartError } from '../call-error.ts';
import type { Lab } from '../labs.ts';
import { startLocalTarget, type Target } from './local-target.ts';

/** The stacks that one run of an experiment deploys, each with its variant's context and settings. */
export class Deployments {
  readonly #lab: Lab;
  readonly #experiment: Experiment;
  readonly #seed: number;
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, Promise<Target>>();

  constructor(options: { lab: Lab; experiment: Experiment; seed: number; signal: AbortSignal }) {
    this.#lab = options.lab;
    this.#experiment = options.experiment;
    this.#seed = options.seed;
    this.#signal = options.signal;
  }

  /** What a repetition runs against. With fresh deployments nothing of an earlier one is left running. */
  async deploy({ variant }: Repetition): Promise<Target> {
    if (this.#experiment.freshDeployments) await this.close();
    const key = deploymentKey(this.#experiment, variant);
    const { context, localCloud } = this.#experiment.variants[variant] ?? {};
    const running = this.#running.get(key) ?? this.#start(context, localCloud);
    this.#running.set(key, running);
    return running;
  }

  async close(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const each of running) await (await each.catch(() => undefined))?.close();
  }

  async #start(context: Context = {}, localCloud: LocalCloudSettings = {}): Promise<Target> {
    const { folder } = await assemble(this.#lab, context, this.#signal);
    this.#signal.throwIfAborted();
    const settings = cloudSettings({ ...this.#experiment.localCloud, ...localCloud });
    return startLocalTarget(folder, this.#lab, { ...settings, seed: this.#seed });
  }
}

/** The settings by value. Throws when the local cloud has no such number to set. */
function cloudSettings(named: LocalCloudSettings): Partial<CloudSettings> {
  const known = Object.entries(defaultSettings)
    .filter(([, value]) => typeof value === 'number')
    .map(([name]) => name);
  for (const name of Object.keys(named)) {
    if (known.includes(name)) continue;
    throw new TwoPartError(
      `The local cloud has no setting ${name} that is a number.`,
      `Name one of: ${known.join(', ')}.`,
    );
  }
  return Object.fromEntries(Object.entries(named).map(([name, { value }]) => [name, value]));
}
