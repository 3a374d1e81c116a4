/** One question in the form that every take-away format is made of. Texts are plain unless a name says HTML. */
export interface TakeAwayCard {
  id: string;
  revision: number;
  kind: string;
  partLabel: string;
  /** Title of the page that asks it. */
  title: string;
  /** Full address of the question on the site. */
  url: string;
  prompt: string;
  /** What one chooses from or puts in order; empty where the answer is free. */
  choices: string[];
  /** The right answer. */
  answerHtml: string;
  /** What is said about each choice or about each point of the rubric. */
  reasons: { heading: string; text: string }[];
  figure?: Figure;
}

/** A picture that belongs to an answer. */
export interface Figure {
  /** File name, unique for what it shows. */
  name: string;
  svg: string;
  /** What it shows, in words. */
  description: string;
}

/** What the page of take-aways says about them. */
export interface TakeAwaySummary {
  recallCards: number;
  openQuestions: number;
  /** How many cards each deck holds, in the order of the menu. */
  decks: { label: string; cards: number }[];
  /** Bytes of each file. */
  bytes: { anki: number; csv: number };
}
