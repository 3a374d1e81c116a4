import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse as parseYamlText } from 'yaml';
import { walk } from '../references/mdx-tree.ts';
import { parsePage } from './parse-page.ts';

/** A page that cites: where it is in the repository and on the site. */
export interface CitingPage {
  /** From the root of the project, with forward slashes. */
  path: string;
  /** On the site; a recall card stands on the page of its lesson, and the page of a question leads to its design. */
  address: string;
  title: string;
}

/** A name that a page builds on. */
export interface Citation {
  page: CitingPage;
  /** Undefined in front matter and YAML files. */
  line?: number;
  kind: 'claim' | 'fact' | 'statement';
  /** `lab/experiment/claim`, the id of a fact, or `002/s10`. */
  id: string;
}

/** Every claim, fact and statement that pages, rubrics, recall cards and design interviews cite, in the order of the files. */
export function readCitations(root: string): Citation[] {
  const files = contentFiles(root, 'docs').concat(contentFiles(root, 'src/pages'));
  const pages = files.filter((file) => file.endsWith('.mdx')).map((file) => citingPage(root, file));
  const titles = new Map(pages.map(({ page }) => [page.address, page.title]));
  return [
    ...pages.flatMap(({ citations }) => citations),
    ...files.filter((file) => file.endsWith('.yaml')).flatMap((file) => citationsOfCard(root, file, titles)),
  ];
}

function contentFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx$|(^|[\\/])(questions|designs)[\\/].*\.yaml$/.test(path))
    .sort()
    .map((path) => join(root, folder, path));
}

function citingPage(root: string, file: string): { page: CitingPage; citations: Citation[] } {
  const path = relative(root, file).split(sep).join('/');
  const { frontMatter, tree } = parsePage(readFileSync(file, 'utf8'), path);
  const title = String(frontMatter.sidebar_label ?? frontMatter.title ?? path);
  const page = { path, address: addressOf(path, frontMatter.slug), title };
  const elements = [...walk(tree)].flatMap((element): Citation[] => {
    const [kind, attribute] = citingElements[element.name ?? ''] ?? [];
    const id = element.attributes.find(({ name }) => name === attribute)?.value;
    return kind && typeof id === 'string' ? [{ page, line: element.position?.start.line, kind, id }] : [];
  });
  return { page, citations: [...elements, ...citationsOfData(frontMatter, page)] };
}

const citingElements: Record<string, [Citation['kind'], attribute: string]> = {
  Claim: ['claim', 'id'],
  Fact: ['fact', 'id'],
  Verdict: ['statement', 'statement'],
};

function citationsOfCard(root: string, file: string, titles: Map<string, string>): Citation[] {
  const path = relative(root, file).split(sep).join('/');
  const page = path.replace(/questions\/.*$/, 'index.mdx').replace(/designs\/(.*)\.yaml$/, '$1.mdx');
  const address = addressOf(page);
  return citationsOfData(parseYamlText(readFileSync(file, 'utf8')), {
    path,
    address,
    title: titles.get(address) ?? path,
  });
}

/** Finds `{ experiment, claim }`, `{ fact }` and `{ statement }` at any depth: rubrics and cards nest them. */
function citationsOfData(data: unknown, page: CitingPage): Citation[] {
  if (Array.isArray(data)) return data.flatMap((each) => citationsOfData(each, page));
  if (typeof data !== 'object' || data === null) return [];
  const { experiment, claim, fact, statement } = data as Record<string, unknown>;
  const own: Citation[] = [];
  if (typeof experiment === 'string' && typeof claim === 'string') {
    own.push({ page, kind: 'claim', id: `${experiment}/${claim}` });
  }
  if (typeof fact === 'string') own.push({ page, kind: 'fact', id: fact });
  if (typeof statement === 'string') own.push({ page, kind: 'statement', id: statement });
  return own.concat(Object.values(data).flatMap((each) => citationsOfData(each, page)));
}

/** The address of a page: its path without the folder of its shelf, or what its front matter says. */
function addressOf(path: string, slug?: unknown): string {
  if (typeof slug === 'string' && slug.startsWith('/')) return `${slug}/`.replace(/\/+$/, '/');
  if (path.startsWith('src/pages/')) return '/';
  const parts = path
    .replace(/^docs\//, '')
    .replace(/\.mdx$/, '')
    .split('/');
  return `/${parts.filter((part, index) => part !== 'index' || index < parts.length - 1).join('/')}/`.replace(
    '//',
    '/',
  );
}
