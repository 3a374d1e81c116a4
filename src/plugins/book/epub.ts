import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { type Chapter, escapeXml } from './chapter.ts';

/** What the book says of itself. */
export interface BookMeta {
  title: string;
  /** Address of the site, without a slash at the end. */
  root: string;
  /** Stands as the day on which it was changed. */
  madeAt: Date;
}

/** An EPUB 3 file (https://www.w3.org/TR/epub-33/) of the chapters, in their order. */
export function epubFile(meta: BookMeta, chapters: readonly Chapter[]): Uint8Array {
  const byPath = new Map(chapters.map((chapter) => [chapter.path, chapter]));
  const texts: Record<string, string> = {
    'META-INF/container.xml': container,
    'OEBPS/content.opf': packageDocument(meta, chapters),
    'OEBPS/nav.xhtml': navigation(meta, chapters),
    'OEBPS/style.css': style,
  };
  for (const chapter of chapters) {
    const body = chapter.body((address) => linkFrom(chapter, address, byPath, meta.root));
    texts[`OEBPS/${chapter.file}`] = xhtml(chapter.title, body);
  }
  const mtime = new Date(Math.max(meta.madeAt.getTime(), Date.UTC(1980, 0, 2)));
  return zipSync(
    {
      // First, and not compressed: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
      mimetype: [strToU8('application/epub+zip'), { level: 0 }],
      ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])),
    },
    { level: 9, mtime },
  );
}

/** Where a link of a chapter leads: to another chapter, to the site, or nowhere when neither has the place. */
function linkFrom(
  from: Chapter,
  address: string,
  byPath: Map<string, Chapter>,
  root: string,
): string | undefined {
  const url = URL.parse(address, `${root}${from.path}`);
  if (!url || !/^(https?|mailto):$/.test(url.protocol)) return undefined;
  const base = new URL(root);
  const basePath = base.pathname.replace(/\/$/, '');
  if (url.origin !== base.origin || !url.pathname.startsWith(`${basePath}/`)) return url.href;
  const to = byPath.get(url.pathname.slice(basePath.length));
  if (!to) return url.href;
  const id = decodeURIComponent(url.hash.slice(1));
  const place = to.ids.has(id) ? `#${id}` : '';
  return to === from ? place || undefined : to.file + place;
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;

function packageDocument({ title, root, madeAt }: BookMeta, chapters: readonly Chapter[]): string {
  const id = createHash('sha256').update(`${root}${title}`).digest('hex');
  const uuid = [
    id.slice(0, 8),
    id.slice(8, 12),
    `5${id.slice(13, 16)}`,
    `8${id.slice(17, 20)}`,
    id.slice(20, 32),
  ];
  const items = chapters.map(
    ({ file }, index) => `    <item id="c${index + 1}" href="${file}" media-type="application/xhtml+xml"/>`,
  );
  const order = chapters.map((_, index) => `    <itemref idref="c${index + 1}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:${uuid.join('-')}</dc:identifier>
    <dc:title>${escapeXml(title)}</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">${madeAt.toISOString().replace(/\.\d+Z$/, 'Z')}</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="style" href="style.css" media-type="text/css"/>
${items.join('\n')}
  </manifest>
  <spine>
    <itemref idref="nav"/>
${order.join('\n')}
  </spine>
</package>
`;
}

function navigation({ title }: BookMeta, chapters: readonly Chapter[]): string {
  const items = chapters.map(
    ({ file, title: chapter }) => `<li><a href="${file}">${escapeXml(chapter)}</a></li>`,
  );
  const list = `<nav epub:type="toc"><h1>${escapeXml(title)}</h1><ol>\n${items.join('\n')}\n</ol></nav>`;
  return xhtml(title, list, ' xmlns:epub="http://www.idpf.org/2007/ops"');
}

const xhtml = (title: string, body: string, namespace = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"${namespace} lang="en" xml:lang="en">
<head>
<title>${escapeXml(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
${body}
</body>
</html>
`;

const style = `body { line-height: 1.45; }
h1, h2, h3 { line-height: 1.2; page-break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border-bottom: 1px solid; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }
pre { font-size: 0.8em; white-space: pre-wrap; }
.summary { font-weight: bold; }
aside, blockquote { border-left: 3px solid; margin: 1em 0; padding-left: 1em; }
`;
