import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Statement, statementsSchema } from '#content/statement.ts';

/** A statement with its id, e.g. `002/s3`. */
export type KnownStatement = Statement & { id: string };

/** Every statement in a folder of YAML files, by file and as they stand there. Throws when a file breaks the schema. */
export function readStatements(folder: string): KnownStatement[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const { statements } = v.parse(statementsSchema, parse(readFileSync(join(folder, file), 'utf8')));
      return Object.entries(statements).map(([key, statement]) => ({
        id: `${file.replace('.yaml', '')}/${key}`,
        ...statement,
      }));
    });
}
