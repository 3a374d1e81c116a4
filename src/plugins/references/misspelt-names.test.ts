import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { compile } from '@mdx-js/mdx';
import cutLoader from './cut-loader.ts';
import { remarkReferences } from './remark-references.ts';
import { misspelt } from './testing/misspelt-names.ts';

const root = join(import.meta.dirname, '../../..');

for (const { what, mdx, problem, remedy } of misspelt) {
  test(`a misspelt name (${what}) is refused with file, line and what to do`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'misspelt-'));
    const page = join(folder, `${what}.mdx`);
    try {
      const text = `The number is ${mdx}.\n`;
      // Front matter and an empty line first: the line must be the one that the author sees in the editor.
      await writeFile(page, `---\ntitle: ${what}\n---\n\n${text}`);
      await assert.rejects(loaded(page, `\n${text}`), (error: Error) => {
        assert.ok(error.message.startsWith(`${relative(root, page)}:5: ${problem}`), error.message);
        assert.ok(error.message.includes(remedy), error.message);
        return true;
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** Does with a page's references what a build does: the plugin turns them into imports, the loader cuts each. */
async function loaded(page: string, withoutFrontMatter: string): Promise<void> {
  const file = { path: page, value: withoutFrontMatter };
  const module = String(await compile(file, { remarkPlugins: [[remarkReferences, { root }]] }));
  for (const [, query = '', resourcePath = ''] of module.matchAll(/"!![^?"]+(\?[^!"]+)!([^"]+)"/g)) {
    await new Promise<void>((resolve, reject) => {
      const context = {
        resourcePath,
        query,
        async: () => (error: Error | null) => (error ? reject(error) : resolve()),
        addDependency() {},
        addContextDependency() {},
      };
      cutLoader.call(context, readFileSync(resourcePath, 'utf8'));
    });
  }
}
