import { delimiter } from 'node:path';

/** A PATH on which the npx beside this file stands before the others: a synthesis asks it for the bundler. */
export const withQuickNpx = (path = ''): string => [import.meta.dirname, path].join(delimiter);
