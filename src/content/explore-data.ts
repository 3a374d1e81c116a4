/** What the build gives to the explorer's page: prices that are dated facts, and the recorded runs that can be laid over. */
export interface ExploreData {
  prices: Record<PriceName, Price>;
  /** In the order of `overlays` of the model. */
  recorded: RecordedRun[];
}

export type PriceName =
  | 'httpApi'
  | 'sqsRequests'
  | 'putUnits'
  | 'shardHour'
  | 'snsPublishes'
  | 'lambdaRequests'
  | 'lambdaSecond'
  | 'writes'
  | 'writeUnitHour';

/** A fact as a number. */
export interface Price {
  /** Id of the fact. */
  id: string;
  /** Dollars for one: a request, a GB-second, a write, a unit-hour. */
  each: number;
  /** The day on which it was read, as YYYY-MM-DD. */
  asOf: string;
}

/** A variant of a recorded experiment whose settings the model knows. */
export interface RecordedRun {
  /** `lab/experiment`. */
  experiment: string;
  variant: string;
  /** The variant in a reader's words. */
  label: string;
  recordedAt: string;
  /** What its settings are where they are not the model's defaults; its names are those of the model. */
  settings: Record<string, number | string | boolean>;
  /** How these differ from the run's, where that needs to be said. */
  note?: string;
  figures: { label: string; unit: string; recorded: number; bound: number }[];
  /** One repetition over time, where the run kept it: times in s, values in the unit of the model. */
  courses: { waiting?: RecordedCourse; oldestMs?: RecordedCourse };
}

export interface RecordedCourse {
  at: number[];
  values: number[];
}
