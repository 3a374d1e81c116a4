import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { parse } from 'yaml';
import type { MdxNode } from '../references/mdx-tree.ts';
import { repairFiles } from './read-repairs.ts';

/** Remark plugin: a lesson ends with links to what can be mended by whoever has read it. */
export function remarkRepairs({ root }: { root: string }) {
  return (tree: MdxNode, vfile: { path: string }) => {
    const lesson = /docs\/([^/]+\/[^/]+)\/index\.mdx$/.exec(vfile.path.split(sep).join('/'))?.[1];
    if (lesson === undefined) return;
    const links = repairFiles(root).flatMap(({ name, file }) => {
      const repair = parse(readFileSync(file, 'utf8'));
      return repair.lesson === lesson ? [linkTo(name, repair.title)] : [];
    });
    if (links.length > 0) tree.children?.push(paragraph('Repair it:'), { ...list, children: links });
  };
}

const text = (value: string): MdxNode => ({ type: 'text', value });
const paragraph = (value: string): MdxNode => ({ type: 'paragraph', children: [text(value)] });
const list = { type: 'list', ordered: false, spread: false };

const linkTo = (name: string, title: string): MdxNode => ({
  type: 'listItem',
  children: [
    {
      type: 'paragraph',
      children: [{ type: 'link', url: `/repairs/#${name}`, children: [text(title)] } as MdxNode],
    },
  ],
});
