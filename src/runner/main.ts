import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { leaveAwsSettingsOut } from './aws-settings.ts';
import { runToExit } from './exit.ts';
import { refuseFlagsOfNpm } from './npm-flags.ts';
import { ownValue } from './own-value.ts';
import { project } from './project.ts';
import { callVerb } from './verbs.ts';

enableCompileCache(join(project.cache, 'compile'));

await runToExit(async (signal) => {
  const [verb = '', ...args] = process.argv.slice(2);
  const { help } = await import('./help.ts');
  refuseFlagsOfNpm(verb, ownValue(help, verb) ?? '', process.env);
  leaveAwsSettingsOut([verb, ...args], process.env);
  return callVerb([verb, ...args], signal);
});
