import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../kernel/processes/bundle.ts';

const sources = join(import.meta.dirname, 'runtime');
const processes = join(import.meta.dirname, '../../kernel/processes');

let main: string | undefined;

/** The runtime in one JavaScript file, and beside it what threads load first. */
export function runtimeBundle(): string {
  main ??= join(
    bundle('lambda-runtime', {
      sources: [
        ...readdirSync(sources)
          .filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))
          .map((each) => join(sources, each)),
        ...['no-aws.ts', 'no-aws-preload.ts', 'host-prefixes.ts', 'redirect-connections.ts'].map((each) =>
          join(processes, each),
        ),
      ],
      scripts: [
        { source: join(sources, 'runtime.ts'), format: 'esm', name: 'runtime.mjs' },
        { source: join(processes, 'no-aws-preload.ts'), format: 'cjs', name: 'no-aws.cjs' },
      ],
    }),
    'runtime.mjs',
  );
  return main;
}
