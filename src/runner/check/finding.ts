import { relative } from 'node:path';

/** What breaks a law of the content: where, what is wrong, and what to do. */
export interface Finding {
  /** Absolute path of the file or folder. */
  where: string;
  problem: string;
  remedy: string;
}

/** Where the content is, as absolute paths. */
export interface Content {
  /** The project, or what stands in for it. */
  root: string;
  labs: string;
  docs: string;
  /** Folder of the YAML files with judged statements. */
  statements: string;
  /** Folder of the YAML files with dated facts. */
  facts: string;
  /** The YAML file that names every concept. */
  concepts: string;
  /** The YAML file that names one word for each concept. */
  words: string;
}

/** Reads all content for one law; gives nothing when it is kept. */
export type Law = (content: Content, signal: AbortSignal) => Finding[] | Promise<Finding[]>;

/** A finding as text, its place relative to `root`. */
export const findingText = ({ where, problem, remedy }: Finding, root: string): string =>
  `${relative(root, where)}\n  ${problem}\n  ${remedy}`;
