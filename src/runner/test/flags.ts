import { parseArgs } from 'node:util';
import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';
import { type StageName, stageNames } from './stages.ts';

/** How `test` was called. */
export interface TestFlags {
  /** Only what the change can affect. */
  changed: boolean;
  /** Only these; all when there is none. */
  stages: StageName[];
}

/** Reads the arguments of `test`; anything unknown is a CallError that says what is known. */
export function readTestFlags(args: string[]): TestFlags {
  const flag = args.find((each) => each.startsWith('-') && each !== '--changed');
  if (flag !== undefined) throw new CallError(`There is no flag ${flag}.`, suggestion(flag, ['--changed']));
  const { values, positionals } = parseArgs({
    args,
    options: { changed: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const stages = positionals.map(stageOf);
  if (values.changed && stages.length > 0) {
    throw new CallError(
      `--changed and ${positionals.join(' ')} do not go together.`,
      'Name stages, or leave the choice to --changed.',
    );
  }
  return { changed: values.changed, stages };
}

function stageOf(name: string): StageName {
  const stage = stageNames.find((each) => each === name);
  if (stage) return stage;
  throw new CallError(`There is no stage "${name}".`, suggestion(name, stageNames));
}
