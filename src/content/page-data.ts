/*
 * What a page receives for each name that an author writes: the part of a file that the page shows, and
 * where it comes from. The build cuts these parts out (src/plugins/references); components show them.
 */
import type { ClaimVerdict, Evidence } from './evidence.ts';
import type { Fact } from './fact.ts';
import type { ChooseManyQuestion } from './question/choose-many.ts';
import type { ChooseOneQuestion } from './question/choose-one.ts';
import type { EstimateQuestion } from './question/estimate.ts';
import type { MythOrFactQuestion } from './question/myth-or-fact.ts';
import type { OpenQuestion, RubricPoint } from './question/open.ts';
import type { OrderQuestion } from './question/order.ts';
import type { Statement, StatementVerdict } from './statement.ts';

/** Where a number comes from: enough to judge it and to run it again. */
export interface Provenance {
  /** `lab/experiment`. */
  experiment: string;
  target: Evidence['target'];
  recordedAt: string;
  command: string;
  repetitions: number;
  /** CPU, cores and platform in one line. */
  machine: string;
}

/** One metric of one variant: its median and what the repetitions gave. */
export interface MeasuredValue {
  variant: string;
  variantLabel: string;
  metricLabel: string;
  unit: string;
  median: number;
  min: number;
  max: number;
}

/** Data of `<Measured>`. */
export interface MeasuredData extends MeasuredValue {
  /** Its name in the run. */
  metric: string;
  provenance: Provenance;
}

/** Data of `<Cost>`: a sum of money, or where two of them are the same. */
export interface CostData {
  shown: string;
  label: string;
  /** What is in it. */
  how: string;
  provenance: Provenance;
}

/** A cell of a table of costs: dollars, and in smaller print what they are for. */
export interface CostCell {
  shown: string;
  more?: string | undefined;
}

/** Data of `<CostTable>`. */
export interface CostTableData {
  /** Heading of the first column. */
  first: string;
  columns: string[];
  /** The last may be the sum of the others. */
  rows: { label: string; cells: CostCell[]; sum?: boolean }[];
  /** What is assumed. */
  note: string;
  /** The prices that are in it. */
  prices: FactData[];
}

/** Data of `<AlarmTable>`: in which period each alarm fired, by what went wrong. */
export interface AlarmTableData {
  columns: string[];
  rows: {
    label: string;
    /** What went wrong, in words. */
    what: string;
    /**
     * The first and the last period in which it fired, over the repetitions; null when it stayed quiet. `sometimes`, when
     * it did not fire each time, e.g. `1 of 3 times`.
     */
    cells: ({ first: number; last: number; sometimes?: string } | null)[];
  }[];
  provenance: Provenance;
}

/** Data of `<Predict>`: the value to guess, or one value per variant where the guess is which one is lower. */
export interface PredictData {
  /** Under which the guess is remembered (prediction.ts). */
  key: string;
  values: MeasuredValue[];
  provenance: Provenance;
}

/** Data of `<Parameter>`: a value that was set, not measured. */
export interface ParameterData {
  label: string;
  value: number | string | boolean;
  unit?: string;
  injected?: string;
  provenance: Provenance;
}

/** Data of `<Claim>`: the verdict, and what it says about widely shared statements. */
export interface ClaimData {
  claim: ClaimVerdict;
  statements: ({ id: string } & Statement)[];
  provenance: Provenance;
}

/** Data of `<RunTime>`: how long a recorded run took. */
export interface RunTimeData {
  seconds: number;
  provenance: Provenance;
}

/** Data of `<RunHere>`: what is run, and how long the recorded run took. */
export interface RunHereData {
  /** `lab/experiment`. */
  experiment: string;
  seconds: number;
}

/** Data of `<Verdict>`: a statement that we judge, and how. */
export interface VerdictData {
  /** `002/s10`. */
  id: string;
  says: string;
  verdict: StatementVerdict;
  instead: string;
  /** Under which settings it is true; a conditional verdict has it. */
  conditions?: string;
}

/** What backs a rubric point, as far as a reader needs it there: a judged claim, or a fact about AWS. */
export type Backing = { experiment: string; statement: string; holds: boolean | null } | { fact: FactData };

/** A rubric point whose backing has been looked up. */
export type BackedPoint = Omit<RubricPoint, 'backing'> & { backing?: Backing };

/** Data of `<OpenQuestion>`. */
export interface OpenQuestionData extends Omit<OpenQuestion, 'rubric' | 'followUps'> {
  id: string;
  rubric: BackedPoint[];
  followUps: { prompt: string; rubric: BackedPoint[] }[];
  /** Where the same system is drawn in a mock interview: what stands behind `/mock/?design=`. */
  design?: string;
}

/** Data of `<OpenQuestions>`: the open questions of one group, shortest first. */
export type OpenQuestionsData = Pick<OpenQuestionData, 'id' | 'prompt' | 'targetSeconds'>[];

/** A card to estimate on, with what the run measured. */
export type EstimateData = EstimateQuestion & { measured: MeasuredData };

/** A statement to judge, with its verdict and what is right instead. */
export type MythOrFactData = MythOrFactQuestion & { judged: Statement };

/** A recall card as a page shows it: what it refers to has been looked up. */
export type CardData = { id: string } & (
  | ChooseOneQuestion
  | ChooseManyQuestion
  | OrderQuestion
  | EstimateData
  | MythOrFactData
);

/** Data of the pages of a lesson's cards. */
export interface LessonCardsData {
  /** The lesson's title and address. */
  lesson: string;
  href: string;
  cards: CardData[];
}

/** Data of the list of all cards, by lesson. */
export type QuestionListData = (Omit<LessonCardsData, 'cards'> & {
  cards: Pick<CardData, 'id' | 'kind' | 'prompt'>[];
})[];

/** Data of `<Question>`: the card itself, or the way to the page of an open question. */
export type QuestionData =
  | CardData
  | { id: string; kind: 'open'; prompt: string; targetSeconds: number; href: string };

/** Data of `<Fact>`. */
export interface FactData extends Fact {
  id: string;
}

/** Code, highlighted when the site is built. */
export interface ListingData {
  html: string;
  language: string;
}

/** Data of `<SourceFile>`: a lab's file or a region of it. */
export interface SourceFileData extends ListingData {
  /** From the root of the repository. */
  path: string;
  firstLine: number;
  lastLine: number;
}

/** What happened to an order, in the order of a run that goes well. */
export type StepKind =
  | 'received'
  | 'enqueued'
  | 'polled'
  | 'started'
  | 'written'
  | 'ended'
  | 'answered'
  | 'deleted';

/** One step of an order, in milliseconds since its request reached the API. */
export interface Step {
  kind: StepKind;
  atMs: number;
  /** HTTP status of an answer. */
  status?: number;
}

/** The way of one order through one variant. */
export interface OrderTimeline {
  steps: Step[];
  answeredMs: number;
  writtenMs: number;
  status: number;
}

/** One variant of a replay: the median order step by step, and the two moments of every order. */
export interface Lane {
  variant: string;
  label: string;
  order: OrderTimeline;
  /** Per order, in the order of arrival: milliseconds to the answer and to the write. */
  moments: { answeredMs: number; writtenMs: number }[];
}

/** Data of `<OneOrder>` and `<OrderTimelines>`. */
export interface OneOrderData {
  lanes: Lane[];
  provenance: Provenance;
}
