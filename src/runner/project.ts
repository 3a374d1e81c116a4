import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Where things are in this project, as absolute paths. */
export const project = {
  root,
  labs: join(root, 'labs'),
  docs: join(root, 'docs'),
  statements: join(root, 'src/content/statements'),
  facts: join(root, 'src/content/facts'),
  concepts: join(root, 'src/content/concepts.yaml'),
  words: join(root, 'src/content/words.yaml'),
  /** What can be made again at any time. */
  cache: join(root, '.cache'),
  /** What the learner predicted and last saw. */
  runs: join(root, '.runs'),
};
