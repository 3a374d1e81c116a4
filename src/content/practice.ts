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
  /** Names of concepts by slug. */
  conceptNames: Record<string, string>;
  /** What each interview question asks, and what each lesson is called, by its id. */
  prompts: Record<string, string>;
  /** What each experiment asks, by `lab/experiment`. */
  experiments: Record<string, string>;
}

/** Loads what each card asks, by its id. */
export interface CardPrompts {
  load(): Promise<{ default: Record<string, string> }>;
}

/** Loads the cards of a part, in a file of their own. */
export type CardLoaders = Record<string, () => Promise<{ default: CardData[] }>>;

/** What the mock interview knows before it begins. */
export interface MockIndex {
  questions: PlannableQuestion[];
  lessons: BankedLesson[];
}

/** Loads all open questions. */
export interface OpenQuestionLoader {
  load(): Promise<{ default: OpenQuestionData[] }>;
}
