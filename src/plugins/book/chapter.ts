import { type Node, readable } from '../reading/readable.ts';

/** A page of the site as a chapter. */
export interface Chapter {
  /** On the site, with a slash at both ends. */
  path: string;
  /** In the book, e.g. `two-ways-place-one-order.xhtml`. */
  file: string;
  title: string;
  /** Ids that links may lead to. */
  ids: Set<string>;
  /** XHTML of its body; `href` gives the address that a link gets, or undefined for none. */
  body(href: (address: string) => string | undefined): string;
}

/** Makes a chapter of a built page. */
export function chapterOf(path: string, html: string, number: number): Chapter {
  const { title, main } = readable(html);
  const nodes = main.toArray() as unknown as Node[];
  const ids = new Set<string>();
  for (const node of walk(nodes)) if (isId(node.attribs?.id)) ids.add(node.attribs.id);
  const name = path.split('/').filter(Boolean).join('-') || 'home';
  return {
    ...{ path, title, ids },
    file: `${String(number).padStart(2, '0')}-${name}.xhtml`,
    body: (href) => {
      const seen = new Set<string>();
      return nodes.map((node) => print(node, { href, seen })).join('');
    },
  };
}

/** Elements that a chapter may hold; of all others only the content stays. */
const kept = new Set([
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'p',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'pre',
    'code',
    'blockquote',
  ],
  ...[
    'table',
    'caption',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'div',
    'section',
    'figure',
    'figcaption',
    'aside',
  ],
  ...['a', 'b', 'i', 'em', 'strong', 'sub', 'sup', 'kbd', 'br', 'hr', 'del', 'mark', 'small'],
]);

/** What becomes something that every reading system shows: nothing is folded away in a book. */
const renamed: Record<string, string> = {
  details: 'div',
  summary: 'p',
  legend: 'p',
  article: 'div',
  header: 'div',
  main: 'div',
};

const attributes: Record<string, string[]> = {
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  ol: ['start'],
};

interface Around {
  href(address: string): string | undefined;
  seen: Set<string>;
}

function print(node: Node, around: Around): string {
  if (node.type === 'text') return escapeXml(node.data ?? '');
  if (node.type !== 'tag') return '';
  const given = node.name ?? '';
  const name = renamed[given] ?? given;
  const { id, href, ...rest } = node.attribs ?? {};
  const within = (node.children ?? []).map((child) => print(child, around)).join('');
  const target = name === 'a' && href !== undefined ? around.href(href) : undefined;
  const isShown = kept.has(name) && !(name === 'a' && target === undefined);
  if (!isShown) return within;
  const said: [string, string][] = [];
  if (isId(id) && !around.seen.has(id)) {
    around.seen.add(id);
    said.push(['id', id]);
  }
  if (target !== undefined) said.push(['href', target]);
  if (given === 'summary' || given === 'legend') said.push(['class', 'summary']);
  for (const attribute of attributes[name] ?? [])
    if (rest[attribute] !== undefined) said.push([attribute, rest[attribute]]);
  const text = said.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  return within === '' && (name === 'br' || name === 'hr')
    ? `<${name}${text}/>`
    : `<${name}${text}>${within}</${name}>`;
}

function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    yield* walk(node.children ?? []);
  }
}

/** https://www.w3.org/TR/xml-id/: an id is an XML name, which those that React makes are not. */
const isId = (id: string | undefined): id is string => id !== undefined && /^[A-Za-z_][\w.-]*$/.test(id);

/** Text as it stands in XML; control characters, which XML has no way to write, go. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
