import { randomUUID } from 'node:crypto';
import type { AlarmState } from '../../../content/event.ts';
import type { AlarmSettings, Watched } from './alarm-settings.ts';
import { watchedBy } from './alarm-settings.ts';
import { breaches, evaluationRange, judge, type MissingData } from './judge.ts';
import type { MetricStore } from './metric-store.ts';
import { reasonOf, type StateReason } from './state-reason.ts';
import { percentileOf } from './statistic.ts';

const minuteMs = 60_000;
const daySeconds = 86_400;

/** A line of an alarm's history. */
export interface HistoryItem {
  /** Unix ms of AWS's time. */
  at: number;
  type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  summary: string;
  data: object;
}

/** The state that an alarm went to. */
export interface Transition {
  id: string;
  from: AlarmState;
  to: AlarmState;
  reason: StateReason;
  at: number;
}

/** A metric alarm: what it watches, the state that it is in, and how it came there. Times are Unix ms of AWS's time. */
export class Alarm {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  settings: AlarmSettings;
  configuredAt: number;
  state: AlarmState = 'INSUFFICIENT_DATA';
  reason: StateReason = { text: 'Unchecked: Initial alarm creation' };
  /** When the state, its reason or its data were written last. */
  updatedAt: number;
  /** When the state was another one last. */
  transitionedAt: number;
  readonly history: HistoryItem[] = [];
  /** How it stood at the last evaluation, when it stayed in the state that it was in. */
  stayed: Transition | undefined;
  #watched: Watched;

  constructor(options: {
    name: string;
    logicalId: string;
    arn: string;
    settings: AlarmSettings;
    at: number;
  }) {
    const { name, logicalId, arn, settings, at } = options;
    this.name = name;
    this.logicalId = logicalId;
    this.arn = arn;
    this.settings = settings;
    this.configuredAt = at;
    this.updatedAt = at;
    this.transitionedAt = at;
    this.#watched = watchedBy(settings);
  }

  /** Becomes what is given now; its state stays. The settings are without a problem. */
  configure(settings: AlarmSettings, at: number): void {
    this.settings = settings;
    this.configuredAt = at;
    this.#watched = watchedBy(settings);
  }

  /** How often it is evaluated, in ms: "every minute", high-resolution ones every ten seconds, those of days every hour. */
  get intervalMs(): number {
    const { period } = this.#watched;
    if (period < 60) return 10_000;
    return period * this.settings.EvaluationPeriods > daySeconds ? 60 * minuteMs : minuteMs;
  }

  /** How it treats missing data, said or not. */
  get missingData(): MissingData {
    const { TreatMissingData } = this.settings;
    if (TreatMissingData !== undefined) return TreatMissingData;
    // "Alarms that evaluate metrics in the AWS/DynamoDB namespace default to ignore missing data."
    const ofDynamoDb = this.#watched.queries
      .metricsOf(this.#watched.returned)
      .some(({ Metric }) => Metric.Namespace === 'AWS/DynamoDB');
    return ofDynamoDb ? 'ignore' : 'missing';
  }

  /** Looks at the periods that end at `at`, and gives the state that it went to, if it went to another. */
  evaluate(at: number, store: MetricStore): Transition | undefined {
    const {
      EvaluationPeriods,
      DatapointsToAlarm = EvaluationPeriods,
      Threshold,
      ComparisonOperator,
    } = this.settings;
    const { queries, returned, period } = this.#watched;
    const range = evaluationRange(EvaluationPeriods);
    const starts = Array.from({ length: range }, (_, place) => at - (range - place) * period * 1_000);
    if (this.#hasTooFewSamples(starts.slice(-EvaluationPeriods), store)) return undefined;
    const values = queries.series(returned, { starts, period }, store);
    const judged = judge(
      values.map((value) =>
        value === undefined ? undefined : breaches[ComparisonOperator](value, Threshold),
      ),
      {
        evaluationPeriods: EvaluationPeriods,
        datapointsToAlarm: DatapointsToAlarm,
        missingData: this.missingData,
      },
    );
    const { state } = judged;
    this.stayed = undefined;
    if (state === undefined) return undefined;
    const from = this.state;
    const reason = reasonOf({ from, to: state, at, starts, values, judged, period, settings: this.settings });
    if (state !== from) return this.goTo(state, reason, at);
    this.stayed = { id: randomUUID(), from, to: state, reason, at };
    return undefined;
  }

  /** Puts it into a state; gives where it came from. */
  goTo(to: AlarmState, reason: StateReason, at: number): Transition {
    const from = this.state;
    const before = {
      stateValue: from,
      stateReason: this.reason.text,
      ...(this.reason.data && { stateReasonData: this.reason.data }),
    };
    this.state = to;
    this.reason = reason;
    this.updatedAt = at;
    if (from !== to) {
      this.transitionedAt = at;
      this.history.push({
        at,
        type: 'StateUpdate',
        summary: `Alarm updated from ${from} to ${to}`,
        data: {
          version: '1.0',
          oldState: before,
          newState: {
            stateValue: to,
            stateReason: reason.text,
            ...(reason.data && { stateReasonData: reason.data }),
          },
        },
      });
    }
    return { id: randomUUID(), from, to, reason, at };
  }

  /** What is to be done in the state that it is in. */
  get actions(): readonly string[] {
    const { settings } = this;
    if (this.state === 'OK') return settings.OKActions;
    return this.state === 'ALARM' ? settings.AlarmActions : settings.InsufficientDataActions;
  }

  /**
   * Whether a percentile is not to be looked at for want of samples.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
   */
  #hasTooFewSamples(starts: readonly number[], store: MetricStore): boolean {
    const { EvaluateLowSampleCountPercentile: low, ExtendedStatistic } = this.settings;
    if (low !== 'ignore' || ExtendedStatistic === undefined) return false;
    const percent = percentileOf(ExtendedStatistic) ?? 50;
    const wanted = 1_000 / (percent >= 50 ? 100 - percent : percent);
    const { period } = this.#watched;
    const samples = watchedBy({ ...this.settings, ExtendedStatistic: undefined, Statistic: 'SampleCount' });
    const counts = samples.queries.series(samples.returned, { starts, period }, store);
    return counts.reduce<number>((sum, each) => sum + (each ?? 0), 0) < wanted;
  }
}
