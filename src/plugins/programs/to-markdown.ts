import type { Node } from '../reading/readable.ts';

/** Markdown of a part of a page. `link` gives the address that a link of the page gets. */
export function toMarkdown(nodes: readonly Node[], link: (href: string) => string): string {
  return blocks(nodes, { link, indent: '' })
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

interface Around {
  link(href: string): string;
  indent: string;
}

const blockNames = new Set([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'pre', 'table', 'blockquote', 'dl', 'hr'],
  ...['div', 'section', 'article', 'aside', 'header', 'footer', 'main', 'figure', 'figcaption', 'details'],
  ...['summary', 'fieldset', 'legend', 'li', 'dt', 'dd', 'caption'],
]);

const isBlock = (node: Node) => node.type === 'tag' && blockNames.has(node.name ?? '');

/** Blocks of Markdown; what stands beside blocks without being one is a paragraph. */
function blocks(nodes: readonly Node[], around: Around): string[] {
  const found: string[] = [];
  let loose: Node[] = [];
  const end = () => {
    const text = inline(loose, around);
    if (text) found.push(text);
    loose = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) loose.push(node);
    else {
      end();
      found.push(...block(node, around));
    }
  }
  end();
  return found;
}

function block(node: Node, around: Around): string[] {
  const { name = '', children = [] } = node;
  const heading = /^h([1-6])$/.exec(name);
  if (heading) return [`${'#'.repeat(Number(heading[1]))} ${inline(children, around)}`];
  if (name === 'pre') return [`\`\`\`\n${rawText(node).replace(/\n$/, '')}\n\`\`\``];
  if (name === 'table') return table(node, around);
  if (name === 'ul' || name === 'ol') return [list(node, around)];
  if (name === 'hr') return ['---'];
  if (name === 'blockquote') return [blocks(children, around).join('\n\n').replace(/^/gm, '> ')];
  if (name === 'dt' || name === 'summary' || name === 'legend') {
    const text = inline(children, around);
    return text ? [`**${text.replaceAll('**', '')}**`] : [];
  }
  if (name === 'p') {
    const text = inline(children, around);
    return text ? [text] : [];
  }
  return blocks(children, around);
}

function list(node: Node, around: Around): string {
  const items = (node.children ?? []).filter(({ name }) => name === 'li');
  return items
    .map((item, index) => {
      const mark = node.name === 'ol' ? `${index + 1}. ` : '- ';
      const text = blocks(item.children ?? [], around).join('\n');
      return mark + text.replace(/\n/g, `\n${' '.repeat(mark.length)}`);
    })
    .join('\n');
}

function table(node: Node, around: Around): string[] {
  const rows = descendants(node, 'tr').map((row) =>
    (row.children ?? [])
      .filter(({ name }) => name === 'td' || name === 'th')
      .map((cell) =>
        blocks(cell.children ?? [], around)
          .join(' ')
          .replace(/\n/g, ' ')
          .replaceAll('|', '\\|'),
      ),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return [];
  const line = (row: string[]) => `| ${Array.from({ length: width }, (_, i) => row[i] ?? '').join(' | ')} |`;
  const [first = [], ...rest] = rows;
  const caption = descendants(node, 'caption').map((each) => inline(each.children ?? [], around));
  return [
    ...caption.filter(Boolean),
    [line(first), line(Array.from({ length: width }, () => '---')), ...rest.map(line)].join('\n'),
  ];
}

const descendants = (node: Node, name: string): Node[] =>
  (node.children ?? []).flatMap((child) =>
    child.name === name ? [child] : child.name === 'table' ? [] : descendants(child, name),
  );

const rawText = (node: Node): string =>
  node.type === 'text'
    ? (node.data ?? '')
    : node.name === 'br'
      ? '\n'
      : (node.children ?? []).map(rawText).join('');

const inline = (nodes: readonly Node[], around: Around): string =>
  nodes
    .map((node) => inlineOf(node, around))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

function inlineOf(node: Node, around: Around): string {
  if (node.type === 'text') return node.data ?? '';
  if (node.type !== 'tag') return '';
  const { name = '', children = [], attribs = {} } = node;
  const within = children.map((child) => inlineOf(child, around)).join('');
  const text = within.replace(/\s+/g, ' ');
  if (name === 'code') return `\`${text.trim()}\``;
  if (name === 'a' && attribs.href && text.trim()) return `[${text.trim()}](${around.link(attribs.href)})`;
  if ((name === 'strong' || name === 'b') && text.trim()) return `**${text.trim()}**`;
  if ((name === 'em' || name === 'i') && text.trim()) return `*${text.trim()}*`;
  if (name === 'br') return ' ';
  return isBlock(node) ? ` ${text} ` : text;
}
