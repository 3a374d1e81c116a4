import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CallError } from './call-error.ts';
import { project } from './project.ts';

const template = join(import.meta.dirname, 'new-lab/template');
const howTo = 'Call it as `npm run new-lab <name>`.';

/** `new-lab <name>`: makes a small lab that already runs, to be rewritten. */
export async function newLab(args: string[]): Promise<number> {
  const name = readName(args);
  createLab(project.labs, name);
  console.log(`labs/${name} is there, and runs. Next:`);
  console.log(`  npm run lab ${name}                run it`);
  console.log(
    `  npm run lab ${name} -- --record    run it and keep the evidence, which \`npm run check\` asks for`,
  );
  console.log('  CONTRIBUTING.md                    what makes a good lab');
  return 0;
}

/** What `npm run lab` does to a lab that is kept, and folders of `.runs/`. */
const taken = ['look', 'break', 'mend', 'aws', 'incident', 'repair'];

/** Makes `labs/<name>` from the template. A name that is taken or not kebab-case is a CallError. */
export function createLab(labsFolder: string, name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new CallError(
      `"${name}" is no name for a lab.`,
      'Use small letters, digits and single hyphens, e.g. queued-api.',
    );
  }
  if (taken.includes(name))
    throw new CallError(
      `A lab cannot be called ${name}.`,
      'The commands of the runner use this name: choose another.',
    );
  const folder = join(labsFolder, name);
  if (existsSync(folder)) throw new CallError(`There is a lab ${name} already.`, 'Choose another name.');
  try {
    cpSync(template, folder, { recursive: true });
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, file);
      if (statSync(path).isFile()) writeFileSync(path, named(readFileSync(path, 'utf8'), name));
    }
  } catch (error) {
    // Half a lab would be in the way of the next attempt.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function readName(args: string[]): string {
  try {
    const [name, ...rest] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
    if (name !== undefined && rest.length === 0) return name;
  } catch (error) {
    throw new CallError((error as Error).message, howTo);
  }
  throw new CallError('new-lab takes one name.', howTo);
}

/** The template's text with the lab's name in the place of its own. */
function named(text: string, name: string): string {
  const pascalCase = name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return text.replaceAll('new-lab-name', name).replaceAll('NewLab', pascalCase);
}
