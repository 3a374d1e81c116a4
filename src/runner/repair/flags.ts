import { CallError } from '../call-error.ts';
import { parseFlags } from '../parse-flags.ts';

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

/** Reads the arguments of `repair`; anything unknown is a CallError that says what is known. */
export function readRepairFlags(args: string[]): RepairFlags {
  const { values, positionals } = parseFlags(args, options);
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
