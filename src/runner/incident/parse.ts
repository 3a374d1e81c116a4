import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';

/** What a player can type, with what it takes. */
export const commands = {
  help: { takes: '', does: 'this list' },
  story: { takes: '', does: 'what the pager said' },
  customers: { takes: '', does: 'what customers got, and who complains' },
  metrics: { takes: '', does: 'what CloudWatch has of the last minutes' },
  events: { takes: '[text]', does: 'the last things that happened' },
  logs: { takes: '[text]', does: 'the last lines that the function wrote' },
  trace: { takes: '<order>', does: 'all that happened to one order' },
  look: { takes: 'queue|table|dead-letters [text]', does: 'what is in there now' },
  causes: { takes: '', does: 'what can be the cause' },
  cause: { takes: '<name>', does: 'names it; the last one counts' },
  set: { takes: '<resource> <setting> <value>', does: 'changes a setting; `set` lists them' },
  grant: { takes: 'Worker', does: 'gives its role all permissions that it needs' },
  rollback: { takes: 'Worker', does: 'takes back its last release' },
  failover: { takes: '', does: 'pays at the other provider from now on' },
  redrive: { takes: '', does: 'moves dead letters back to the queue' },
  purge: { takes: 'OrderQueue|DeadLetters', does: 'deletes all messages in it' },
  wait: { takes: '<seconds>', does: 'lets time go by' },
  done: { takes: '', does: 'you have mended it: the score follows' },
} as const;

export type CommandName = keyof typeof commands;

const names = Object.keys(commands) as CommandName[];

/** A line of a player. Undefined when it is empty or a comment. */
export interface Typed {
  name: CommandName;
  args: string[];
}

/** Reads a line. Throws a CallError for what is no command, and for too few or too many words after it. */
export function parseLine(line: string): Typed | undefined {
  const [name = '', ...args] = line.trim().split(/\s+/);
  if (name === '' || name.startsWith('#')) return undefined;
  const known = names.find((each) => each === name);
  if (!known) throw new CallError(`There is no command "${name}".`, `${suggestion(name, names)} Or: help`);
  const { takes } = commands[known];
  const words = takes === '' ? [] : takes.split(' ');
  const least = words.filter((word) => !word.startsWith('[')).length;
  const isList = known === 'set' && args.length === 0;
  if (!isList && (args.length < least || (args.length > words.length && !takes.endsWith('[text]'))))
    throw new CallError(
      `${known} takes ${takes === '' ? 'nothing' : takes}, and got ${args.length === 0 ? 'nothing' : args.join(' ')}.`,
      `Write: ${known}${takes === '' ? '' : ` ${takes}`}`,
    );
  return { name: known, args };
}
