import { CallError } from './call-error.ts';

/** Names that npm has settings of its own for, which may stand in somebody's .npmrc. */
const ofNpm = ['all', 'help', 'json', 'target', 'yes'];

/**
 * Without `--` before them npm takes flags for its own, and the verb would run as if they had not been given. npm hands on
 * what it took as variables: https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables. `help` is what the verb
 * says of itself. Throws a CallError for a flag of the verb that npm took.
 */
export function refuseFlagsOfNpm(verb: string, help: string, env: NodeJS.ProcessEnv): void {
  // Another program that npm started has called us: it wrote the call itself.
  if (env.npm_lifecycle_event !== verb) return;
  const flags = [...help.matchAll(/(?<=^|[\s[|])--([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
  const taken = [...new Set(flags)].find(
    (name) => !ofNpm.includes(name) && env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (taken === undefined) return;
  const call = verb === 'start' || verb === 'test' ? `npm ${verb}` : `npm run ${verb}`;
  throw new CallError(
    `npm took --${taken} for a flag of its own, and did not hand it on.`,
    `Write -- before the flags: ${call} -- … --${taken}`,
  );
}
