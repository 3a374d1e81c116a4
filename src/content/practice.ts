import type { DesignInterviewData } from './design/design-interview.ts';
import type { PlannableQuestion } from './mock/plan.ts';
import type { CardData, OpenQuestionData } from './page-data.ts';
import type { BankedLesson, CardRef } from './question-bank.ts';
import type { MapIndex } from './review/course-map.ts';

/** What the review page knows before a card is asked: enough to plan, nothing to show. */
export interface ReviewIndex {
  cards: CardRef[];
  openQuestions: (CardRef & { prompt: string })[];
  parts: { slug: string; label: string }[];
  lessons: BankedLesson[];
  /** Names of concepts by slug. */
  conceptNames: Record<string, string>;
}

/** What the page of the reader's progress knows of the course. */
export interface ProgressIndex extends MapIndex {
  /** Those that have lessons, in the order of the course. */
  parts: { slug: string; label: string }[];
  /** Names of concepts by slug. */
  conceptNames: Record<string, string>;
  /** What each interview question asks, by its id. */
  prompts: Record<string, string>;
}

type Loader<T> = () => Promise<{ default: T }>;

/** Loads texts that few readers look at: what each card asks, by its id, and each experiment, by `lab/experiment`. */
export interface AskedLoaders {
  cards: Loader<Record<string, string>>;
  experiments: Loader<Record<string, string>>;
}

/** Loads the cards of a part, in a file of their own. */
export type CardLoaders = Record<string, () => Promise<{ default: CardData[] }>>;

/** What the mock interview knows before it begins. */
export interface MockIndex {
  questions: (PlannableQuestion & Pick<OpenQuestionData, 'prompt'>)[];
  lessons: BankedLesson[];
  /** The interviews with a drawing; `id` is `design/order-processing`. */
  designs: Pick<DesignInterviewData, 'id' | 'revision' | 'title'>[];
}

/** Loads the interviews with a drawing. */
export interface DesignLoader {
  load(): Promise<{ default: DesignInterviewData[] }>;
}

/** Loads all open questions. */
export interface OpenQuestionLoader {
  load(): Promise<{ default: OpenQuestionData[] }>;
}
