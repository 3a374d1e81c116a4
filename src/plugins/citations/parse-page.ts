import { createProcessor } from '@mdx-js/mdx';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { parse as parseYamlText } from 'yaml';
import type { MdxNode } from '../references/mdx-tree.ts';
import { ParsedFiles } from '../references/parsed-files.ts';
import { AuthorError } from '../references/problem.ts';

/** What an MDX page says: the data of its front matter, and its syntax tree with the lines of the file. */
export interface ParsedPage {
  frontMatter: Record<string, unknown>;
  tree: MdxNode;
}

// The same extensions of Markdown as Docusaurus; none of its transformations.
const processor = createProcessor({
  format: 'mdx',
  remarkPlugins: [remarkFrontmatter, remarkDirective, remarkGfm],
});

const parsed = new ParsedFiles<ParsedPage>();

/**
 * Parses an MDX page; `path` is for the AuthorError of one that is no MDX. Whoever asks for the same text again gets the
 * same page: it is to be read, not changed.
 */
export const parsePage = (text: string, path: string): ParsedPage =>
  parsed.get(path, text, () => {
    const tree = parse(text, path);
    const yaml = tree.children?.find(({ type }) => type === 'yaml');
    return { frontMatter: parseYamlText(String(yaml?.value ?? '')) ?? {}, tree };
  });

function parse(text: string, path: string): MdxNode {
  try {
    return processor.parse(text) as MdxNode;
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    if (reason === undefined) throw error;
    throw new AuthorError(`${path}:${line ?? 1}: this is no MDX: ${reason}.`, 'Mend that place.');
  }
}
