/** An element's content: a text, elements by name, or several of one name. Undefined is left out. */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | { [name: string]: XmlContent | readonly XmlContent[] };

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A document of one element. Errors have no namespace. */
export const xmlDocument = (name: string, content: XmlContent, { plain = false } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${plain ? '' : ` xmlns="${namespace}"`}>${inner(content)}</${name}>`;

function inner(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeText(String(content));
  return Object.entries(content)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((each: XmlContent) =>
        each === undefined ? '' : `<${name}>${inner(each)}</${name}>`,
      ),
    )
    .join('');
}

/** Keys may hold characters that XML 1.0 has only as references, or not at all: callers then ask for `encoding-type=url`. */
const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"\r]/g, (each) => `&#${each.codePointAt(0)};`);

/** The parser is fetched when a body first needs it. */
export async function parseXml(text: string) {
  const { load } = await import('cheerio');
  return load(text, { xml: true });
}
