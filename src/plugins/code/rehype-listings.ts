import { highlight } from './highlight.ts';

interface Element {
  type: string;
  tagName?: string;
  name?: string;
  value?: string;
  properties?: { className?: string[]; metastring?: string };
  data?: { meta?: string | null };
  attributes?: { type: string; name: string; value: string }[];
  children?: Element[];
}

/** Rehype plugin: makes each fenced code block a `<Listing>` whose code is already highlighted. */
export function rehypeListings() {
  return async (tree: Element) => {
    await Promise.all(blocks(tree).map(toListing));
  };
}

function blocks(node: Element): Element[] {
  if (node.tagName === 'pre' && node.children?.[0]?.tagName === 'code') return [node];
  return (node.children ?? []).flatMap(blocks);
}

async function toListing(pre: Element): Promise<void> {
  const code = pre.children?.[0];
  const text = code?.children?.[0]?.value?.trimEnd() ?? '';
  const language = code?.properties?.className?.[0]?.replace('language-', '') ?? 'text';
  const title = /title="([^"]*)"/.exec(code?.data?.meta ?? code?.properties?.metastring ?? '')?.[1];
  const attributes = { html: await highlight(text, language), language, ...(title && { title }) };
  Object.assign(pre, {
    type: 'mdxJsxFlowElement',
    name: 'Listing',
    attributes: Object.entries(attributes).map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value })),
    children: [],
  });
  delete pre.tagName;
  delete pre.properties;
}
