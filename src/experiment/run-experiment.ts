import type { ClaimVerdict, Variant } from '#content/evidence.ts';
import { judgeClaims } from './claim.ts';
import type { Clients } from './clients.ts';
import type { Clock } from './clock.ts';
import type { Experiment, Measurement, Results } from './define-experiment.ts';
import { describeVariant } from './describe-variant.ts';
import { partSeed, seededRandom } from './random.ts';

/** One repetition of one variant, on its way. */
export interface Repetition {
  variant: string;
  repetition: number;
}

/** What a run needs from whoever starts it. */
export interface RunOptions {
  seed: number;
  runId: string;
  outputs: Record<string, string>;
  clients: Clients;
  clock: Clock;
  signal: AbortSignal;
  /** Called when a repetition begins; the result is called when it has ended. */
  onRepetition(repetition: Repetition): () => void;
  onProgress(repetition: Repetition, fraction: number, note: string): void;
}

/** What a run gave: measured variants, judged claims, and the numbers that both come from. */
export interface RunOutcome {
  parameters: Record<string, number>;
  results: Results<string, string>;
  variants: Variant[];
  claims: ClaimVerdict[];
}

/** Runs an experiment: warm-up, then every variant once per repetition, then the claims. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunOutcome> {
  const { seed, runId, outputs, clients, clock, signal } = options;
  const parameters = readParameters(experiment, outputs);
  const surroundings = { parameters, outputs, clients, clock, runId, signal };
  await experiment.warmUp(surroundings);

  const measured = new Map<string, Measurement<string, string>[]>();
  for (const { variant, repetition } of schedule(experiment)) {
    signal.throwIfAborted();
    const ended = options.onRepetition({ variant, repetition });
    const measurement = await experiment.run({
      ...surroundings,
      variant,
      repetition,
      random: seededRandom(partSeed(seed, `repetition ${repetition}`)),
      progress: (fraction, note) => options.onProgress({ variant, repetition }, fraction, note),
    });
    ended();
    measured.set(variant, [...(measured.get(variant) ?? []), measurement]);
  }

  const variants = Object.keys(experiment.variants).map((name) =>
    describeVariant(experiment, name, parameters, measured.get(name) ?? []),
  );
  const results = Object.fromEntries(
    variants.map(({ name, metrics }) => [name, Object.fromEntries(metrics.map((each) => [each.name, each]))]),
  );
  return { parameters, results, variants, claims: judgeClaims(experiment, results, parameters) };
}

/** Every variant once per repetition, in turns that change direction: no variant is always first. */
export function schedule(experiment: Pick<Experiment, 'variants' | 'repetitions'>): Repetition[] {
  const names = Object.keys(experiment.variants);
  return Array.from({ length: experiment.repetitions }, (_, index) => {
    const turn = index % 2 === 0 ? names : names.toReversed();
    return turn.map((variant) => ({ variant, repetition: index + 1 }));
  }).flat();
}

function readParameters(experiment: Experiment, outputs: Record<string, string>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(experiment.parameters).map(([name, definition]) => {
      if ('value' in definition) return [name, definition.value];
      const value = Number(outputs[definition.fromOutput] ?? Number.NaN);
      if (Number.isNaN(value)) {
        throw new Error(
          `The stack has no numeric output ${definition.fromOutput}, which the parameter ${name} is read from.\n` +
            `Add \`new CfnOutput(this, '${definition.fromOutput}', …)\` to the lab's stack.ts.`,
        );
      }
      return [name, value];
    }),
  );
}
