import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { runToExit } from './exit.ts';
import { project } from './project.ts';
import { callVerb } from './verbs.ts';

enableCompileCache(join(project.cache, 'compile'));

await runToExit((signal) => callVerb(process.argv.slice(2), signal));
