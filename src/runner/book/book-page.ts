import { strFromU8, unzipSync } from 'fflate';

/** One HTML page of all chapters of an EPUB of ours, in the order of reading, with the links between them. */
export function bookPage(epub: Uint8Array): string {
  const files = unzipSync(epub);
  const read = (name: string) => strFromU8(files[`OEBPS/${name}`] ?? new Uint8Array());
  const names = Object.keys(files)
    .map((name) => name.replace('OEBPS/', ''))
    .filter((name) => /^\d+-.*\.xhtml$/.test(name))
    .sort();
  const chapters = names.map(
    (name) => `<section class="chapter" id="${name}">${chapter(name, read(name))}</section>`,
  );
  const contents = chapter('nav.xhtml', read('nav.xhtml'));
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>200 or 202</title>
<style>${read('style.css')}
body { font: 11pt/1.45 sans-serif; } .chapter { break-before: page; } a { color: inherit; } nav ol { columns: 2; }
</style></head><body>${contents}${chapters.join('\n')}</body></html>`;
}

/** The body of a chapter, its ids made those of the whole. */
function chapter(name: string, xhtml: string): string {
  const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(xhtml) ?? [];
  return body
    .replace(/ id="([^"]+)"/g, ` id="${name}:$1"`)
    .replace(/ href="#([^"]+)"/g, ` href="#${name}:$1"`)
    .replace(/ href="(\d+-[^"#]+\.xhtml)#([^"]+)"/g, ' href="#$1:$2"')
    .replace(/ href="(\d+-[^"#]+\.xhtml)"/g, ' href="#$1"');
}
