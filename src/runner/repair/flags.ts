import { parseArgs } from 'node:util';
import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';

const actions = ['check', 'watch', 'hint', 'solution', 'reset'] as const;

/** How `repair` was called. */
export interface RepairFlags {
  /** Undefined asks for the list; with `reset` it means all. */
  name?: string;
  /** `tell` makes the folder and tells the story. */
  action: 'tell' | (typeof actions)[number];
  /** One JSON document on stdout. */
  json: boolean;
}

const options = {
  ...(Object.fromEntries(actions.map((each) => [each, { type: 'boolean', default: false }])) as Record<
    (typeof actions)[number],
    { type: 'boolean'; default: boolean }
  >),
  json: { type: 'boolean', default: false },
} as const;
const known = Object.keys(options).map((each) => `--${each}`);

/** Reads the arguments of `repair`; anything unknown is a CallError that says what is known. */
export function readRepairFlags(args: string[]): RepairFlags {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (rest.length > 0)
    throw new CallError(
      `One name is enough, got ${positionals.length}: ${positionals.join(' ')}.`,
      '`npm run repair` lists the names.',
    );
  const chosen = actions.filter((each) => values[each]);
  if (chosen.length > 1)
    throw new CallError(
      `${chosen.map((each) => `--${each}`).join(' and ')} do not go together.`,
      'Call them one after the other.',
    );
  const action = chosen[0] ?? 'tell';
  if (name === undefined && action !== 'tell' && action !== 'reset')
    throw new CallError(`--${action} needs a name.`, `Write: npm run repair <name> -- --${action}`);
  if (action === 'watch' && values.json)
    throw new CallError('--watch and --json do not go together.', 'Judge once with --check --json.');
  return { ...(name !== undefined && { name }), action, json: values.json };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = args.find((each) => each.startsWith('-') && !known.includes(each.split('=')[0] ?? ''));
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && flag)
      throw new CallError(`There is no flag ${flag}.`, suggestion(flag, known));
    throw new CallError(message.split('\n')[0] ?? message, `Known: ${known.join(', ')}.`);
  }
}
