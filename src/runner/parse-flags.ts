import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CallError } from './call-error.ts';
import { suggestion } from './nearest.ts';

/** What `parseArgs` makes of arguments among which there may be names. */
type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>
>;

/**
 * Reads the flags and names of a call. A flag that is unknown, has no value, or is given twice with different values is a
 * CallError that says so.
 */
export function parseFlags<const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
): Parsed<Options> {
  try {
    assertOneValueEach(args, options);
    return parseArgs({ args, options, allowPositionals: true }) as Parsed<Options>;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    const known = namesOf(options);
    const flag = args.find((each) => each.startsWith('-') && !known.includes(each.split('=')[0] ?? ''));
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && flag)
      throw new CallError(`There is no flag ${flag}.`, suggestion(flag, known));
    throw new CallError(message.split('\n')[0] ?? message, `Known: ${known.join(', ')}.`);
  }
}

const namesOf = (options: ParseArgsOptionsConfig): string[] => [
  ...Object.keys(options).map((name) => `--${name}`),
  ...Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])),
];

/** Of several values the last would win without a word, and an empty one is what a shell makes of an unset variable. */
function assertOneValueEach(args: string[], options: ParseArgsOptionsConfig): void {
  const { tokens } = parseArgs({ args, options, allowPositionals: true, tokens: true });
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    const { name, value } = token;
    if (value === '')
      throw new CallError(`--${name} has no value.`, `Write it after the flag, or leave --${name} out.`);
    const before = values.get(name);
    if (before !== undefined && before !== value && !options[name]?.multiple)
      throw new CallError(`--${name} is given twice: ${before} and ${value}.`, 'Give it once.');
    values.set(name, value);
  }
}
