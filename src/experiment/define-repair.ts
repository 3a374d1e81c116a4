import type {
  ClaimDefinition,
  Experiment,
  LocalCloudSettings,
  MetricDefinition,
  Results,
  RunContext,
  VariantDefinition,
} from './define-experiment.ts';
import type { Tolerance } from './disturbance.ts';

/** What a mended pipeline has to do: a sentence, and whether a run shows it. */
export interface Demand<V extends string, M extends string, P extends string> {
  id: string;
  statement: string;
  judge(results: Results<V, M>, parameters: Record<P, number>): { holds: boolean; because: string };
}

/** How a repair is judged: a short form of an experiment, run against the learner's folder. */
export interface RepairJudge {
  /** The variants that the demands need, once each, with all demands as its claims. */
  experiment: Experiment;
  /** Demands that the broken pipeline does not meet, by id. */
  mends: string[];
  /** Demands that it meets as it is delivered, and that no way to mend it may break. */
  keeps: string[];
}

interface RepairDefinition<
  R extends string,
  V extends string,
  M extends string,
  N extends string,
  P extends string,
> {
  /**
   * The variants to run, deployed with the settings that stand in the learner's stack, unless `context` sets some that
   * nobody may change. The experiment's label of a variant may give the cause away: here it is “yours” unless said.
   */
  variants: Record<R, { label?: string; context?: VariantDefinition['context'] }>;
  /** Parameters of the experiment to set otherwise. */
  parameters?: Partial<Record<P, number>>;
  localCloud?: LocalCloudSettings;
  /** Instead of the experiment's, where that waits for what a mended pipeline does not do. */
  warmUp?: Experiment<V, M, string, P>['warmUp'];
  /** What is made to happen besides, before the experiment's own run of a variant. */
  before?(context: RunContext<V, P>): void | Promise<void>;
  /** What is asked of the pipeline besides, after the experiment's own run of a variant. */
  probe?: {
    metrics: Record<N, MetricDefinition>;
    run(context: RunContext<V, P>): Promise<Record<N, number>>;
  };
  /** What the demands can stand of a busy machine, in seconds, where that is not `factsTolerance`. */
  tolerance?: Partial<Tolerance>;
  mends: Demand<R, M | N, P>[];
  keeps: Demand<R, M | N, P>[];
}

/** Demands count what happened: a busy machine makes that late, not different. A second is the measure. */
const factsTolerance: Partial<Tolerance> = { loopLag: 2, sendDrift: 2, clockJump: 1, cpuTaken: 2 };

/** Makes a repair's judge of an experiment of its lab. */
export function defineRepair<
  V extends string,
  M extends string,
  S extends string,
  P extends string,
  R extends V,
  N extends string = never,
>(experiment: Experiment<V, M, S, P>, definition: RepairDefinition<R, V, M, N, P>): RepairJudge {
  const { variants, parameters = {}, localCloud, before, probe, tolerance, mends, keeps } = definition;
  const short = {
    ...experiment,
    repetitions: 1,
    localCloud: { ...experiment.localCloud, ...localCloud },
    serviceTime: { value: 1_000 },
    tolerance: { ...factsTolerance, ...tolerance },
    ...(definition.warmUp && { warmUp: definition.warmUp }),
    parameters: valuesSet(experiment.parameters, parameters),
    variants: Object.fromEntries(
      (Object.entries(variants) as [R, { label?: string; context?: VariantDefinition['context'] }][]).map(
        ([name, { label = 'yours', context = {} }]) => [
          name,
          { ...experiment.variants[name], label, context },
        ],
      ),
    ),
    metrics: { ...experiment.metrics, ...probe?.metrics },
    async run(context: RunContext<V, P>) {
      await before?.(context);
      const { metrics, series } = await experiment.run(context);
      return { metrics: { ...metrics, ...(await probe?.run(context)) }, series };
    },
    claims: [...mends, ...keeps].map(claimOf),
  };
  return {
    experiment: short as unknown as Experiment,
    mends: mends.map(({ id }) => id),
    keeps: keeps.map(({ id }) => id),
  };
}

const valuesSet = (parameters: Experiment['parameters'], values: Record<string, number | undefined>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, definition]) => {
      const value = values[name];
      return [name, value === undefined ? definition : { ...definition, value }];
    }),
  );

/** A demand is no claim of the course: it judges no statement and reaches no further than the folder. */
const claimOf = <V extends string, M extends string, P extends string>(
  demand: Demand<V, M, P>,
): ClaimDefinition<V, M, P> => ({ ...demand, reach: 'mechanism', seeds: [], notShown: '' });
