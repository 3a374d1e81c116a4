import type { CardData, OpenQuestionData } from './page-data.ts';

/** Where a question belongs: its part of the course, and the page that it was asked on. */
export interface QuestionPlace {
  /** Folder of the part, such as `queue`; open questions are in `interview`. */
  part: string;
  /** The part as the menu says it. */
  partLabel: string;
  /** Address of the lesson, or of the open question itself. */
  href: string;
  /** Title of that page. */
  title: string;
}

/** A recall card with everything that is needed to ask it anywhere. */
export interface BankedCard {
  place: QuestionPlace;
  question: CardData;
}

/** An open question with everything that is needed to ask it anywhere. */
export interface BankedOpenQuestion {
  place: QuestionPlace;
  question: OpenQuestionData;
}

/** A lesson, as far as a page that asks questions sends readers to it. */
export interface BankedLesson {
  part: string;
  href: string;
  title: string;
  /** From its front matter and its cards. */
  concepts: string[];
}

/** Every question of the site, parts in the order of the menu, and the lessons that teach what is asked. */
export interface QuestionBank {
  cards: BankedCard[];
  openQuestions: BankedOpenQuestion[];
  lessons: BankedLesson[];
}

/** What a page has to know of a card before it is asked. */
export interface CardRef {
  id: string;
  revision: number;
  part: string;
  concepts: string[];
}
