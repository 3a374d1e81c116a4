import { strFromU8, strToU8, zipSync } from 'fflate';

/**
 * A zip of the site that opens from a disk: no scripts, and every link leads from file to file. `files` by their paths below
 * the site's base. Pages that were not put in lose their link, and keep its text.
 */
export function readingCopy(files: Record<string, Uint8Array>, baseUrl: string): Uint8Array {
  const folder = '200-or-202/';
  const names = new Set(Object.keys(files));
  const entries = Object.entries(files).map(([name, bytes]) => {
    if (name.endsWith('.html')) return [name, strToU8(page(name, strFromU8(bytes), names, baseUrl))] as const;
    if (name.endsWith('.css'))
      return [name, strToU8(styles(name, strFromU8(bytes), names, baseUrl))] as const;
    return [name, bytes] as const;
  });
  return zipSync(Object.fromEntries(entries.map(([name, bytes]) => [folder + name, bytes])), {
    level: 6,
    mtime: new Date(Date.UTC(2026, 0, 1)),
  });
}

function page(name: string, html: string, names: Set<string>, baseUrl: string): string {
  return html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<link\b(?=[^>]*\brel="?(?:preload|canonical|alternate|search)"?)[^>]*>/g, '')
    .replace(
      /(<meta http-equiv="refresh" content="0; url=)([^"]+)/,
      (_, before, address) => `${before}${relativeTo(name, address, names, baseUrl) ?? ''}`,
    )
    .replace(/<a\b[^>]*>/g, (tag) => withLink(tag, name, names, baseUrl))
    .replace(/(<(?:link|img|source)\b[^>]*?\b(?:href|src)=)("[^"]*"|[^\s>]+)/g, (whole, before, quoted) => {
      const to = relativeTo(name, unquoted(quoted), names, baseUrl);
      return to === undefined ? whole : `${before}"${to}"`;
    })
    .replace(/url\('?(\/[^')]+)'?\)/g, (whole, address) => {
      const to = relativeTo(name, address, names, baseUrl);
      return to === undefined ? whole : `url('${to}')`;
    });
}

const unquoted = (text: string) => text.replace(/^"|"$/g, '');

/** A link of the site leads to a file of the copy, or is none. */
function withLink(tag: string, name: string, names: Set<string>, baseUrl: string): string {
  return tag.replace(/\shref=("[^"]*"|[^\s>]+)/, (whole, quoted) => {
    const address = unquoted(quoted);
    if (!address.startsWith('/') || address.startsWith('//')) return whole;
    const to = relativeTo(name, address, names, baseUrl);
    return to === undefined ? '' : ` href="${to}"`;
  });
}

function styles(name: string, css: string, names: Set<string>, baseUrl: string): string {
  return css.replace(/url\(["']?(\/[^)"']+)["']?\)/g, (whole, address) => {
    const to = relativeTo(name, address, names, baseUrl);
    return to === undefined ? whole : `url(${to})`;
  });
}

/** From one file of the copy to the one that an address of the site means; undefined where it has none. */
function relativeTo(from: string, address: string, names: Set<string>, baseUrl: string): string | undefined {
  const [path = '', hash] = address.replaceAll('&amp;', '&').split('#');
  const [file = ''] = path.split('?');
  if (!file.startsWith(baseUrl)) return undefined;
  const below = decodeURI(file.slice(baseUrl.length));
  const to = [below, `${below}index.html`, `${below}/index.html`].find((each) => names.has(each));
  if (to === undefined) return undefined;
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up}${encodeURI(to)}${hash === undefined ? '' : `#${hash}`}`;
}
