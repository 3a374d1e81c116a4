import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dictionary } from './dictionary.ts';
import { AuthorError } from './problem.ts';

/** The part of the bundler's loader context that we use. */
interface LoaderContext {
  resourcePath: string;
  query: string;
  async(): (error: Error | null, content?: string) => void;
  addDependency(file: string): void;
  addContextDependency(folder: string): void;
}

/**
 * Bundler loader: gives a page only the part of a file that it refers to.
 * It runs again whenever the file changes, so a name that a file lost fails the build with a warm cache too.
 */
export default function cutLoader(this: LoaderContext, text: string): void {
  const done = this.async();
  const { element, attributes, root, page, line } = decodeQuery(this.query);
  const file = this.resourcePath;
  const read = (path: string) => {
    this.addDependency(path);
    return readFileSync(path, 'utf8');
  };
  const list = (folder: string) => {
    this.addContextDependency(folder);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  };
  Promise.resolve()
    .then(() => dictionary[element]?.cut(text, attributes, { root, page, file, read, list }))
    .then((data) =>
      done(null, file.endsWith('.json') ? JSON.stringify(data) : `export default ${JSON.stringify(data)}`),
    )
    .catch((error) =>
      done(error instanceof AuthorError ? error.at(`${relative(root, page)}:${line}`) : error),
    );
}

/** What a reference says, in the form in which it travels to the loader. */
export interface Query {
  element: string;
  attributes: Record<string, string>;
  root: string;
  page: string;
  line: number;
}

/** The request that makes the bundler run the loader on a file, whatever its ending. */
export function cutRequest(file: string, query: Query): string {
  const loader = fileURLToPath(import.meta.url);
  return `!!${loader}?${encodeURIComponent(JSON.stringify(query))}!${file}`;
}

function decodeQuery(query: string): Query {
  return JSON.parse(decodeURIComponent(query.slice(1)));
}
