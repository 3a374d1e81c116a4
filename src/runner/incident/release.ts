import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import type { Edit } from '#content/repair.ts';

/**
 * A handler of a lab with `edits`, bundled and packed as `aws lambda update-function-code` takes it. Nothing is written to
 * disk: what is changed stands in no file that somebody could look into.
 */
export async function packRelease(options: {
  labFolder: string;
  /** Below the lab's folder. */
  entry: string;
  edits: readonly Edit[];
  /** Names in the code that stand for these texts. */
  define: Record<string, string>;
}): Promise<Uint8Array> {
  const { labFolder, entry, edits, define } = options;
  const changed = new Map<string, string>();
  for (const edit of edits) {
    const path = join(labFolder, edit.file);
    changed.set(path, edited(changed.get(path) ?? readFileSync(path, 'utf8'), edit));
  }
  const { outputFiles } = await build({
    entryPoints: [join(labFolder, entry)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The runtime has them.
    external: ['@aws-sdk/*', '@smithy/*'],
    define: Object.fromEntries(Object.entries(define).map(([name, text]) => [name, JSON.stringify(text)])),
    plugins: [
      {
        name: 'edits',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = changed.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return zipSync({ 'index.js': strToU8(outputFiles[0]?.text ?? '') });
}

/** Throws unless `find` is in the text exactly once: the lab may have changed. */
export function edited(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(
      `${file} contains ${parts.length - 1} times what is to be changed: ${find.split('\n')[0]}`,
    );
  return parts.join(replace);
}
