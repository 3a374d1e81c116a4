import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';

/** A page that names an experiment. */
export interface CitingLesson {
  title: string;
  /** On the site, without its base. */
  path: string;
}

/** The pages of docs/ whose source names an experiment, by `lab/experiment`, in the order of their paths. */
export function citedBy(root: string, experiments: readonly string[]): Map<string, CitingLesson[]> {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => file.split(sep).join('/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, 'docs', file), 'utf8') }));
  return new Map(
    experiments.map((experiment) => {
      // Not the experiment whose name goes on, as in `first-order-again`.
      const named = new RegExp(`${experiment}(?![\\w-])`);
      const citing = pages
        .filter(({ text }) => named.test(text))
        .map(({ file, text }) => ({ title: titleOf(text, file), path: pathOf(file) }));
      return [experiment, citing];
    }),
  );
}

function titleOf(text: string, file: string): string {
  const front = parse(/^---\n(.*?)\n---/s.exec(text)?.[1] ?? '') as { title?: string } | null;
  return front?.title ?? file;
}

const pathOf = (file: string): string => `/${file.replace(/(^|\/)index\.mdx$/, '$1').replace(/\.mdx$/, '/')}`;
