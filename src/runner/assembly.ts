import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Template } from '#experiment/deployment.ts';
import { withQuickNpx } from './assembly/quick-npx.ts';
import { TwoPartError } from './call-error.ts';
import type { Lab } from './labs.ts';
import { endGroup, inOwnGroup } from './process-group.ts';
import { project } from './project.ts';
import { deployedSources, hashFiles, hashText } from './source-hash.ts';

/** A synthesized stack on disk. */
export interface Assembly {
  folder: string;
  /** It was there already: same stack, same handlers, same packages. */
  cached: boolean;
}

/** What a stack reads with `tryGetContext`; on AWS `cdk deploy -c name=value`. */
export type Context = Record<string, string | number>;

/**
 * Gives the cloud assembly of a lab, synthesized only when the lab's sources, the context or the installed packages
 * changed.
 */
export async function assemble(lab: Lab, context: Context = {}, signal?: AbortSignal): Promise<Assembly> {
  const folder = assemblyFolder(lab, context);
  if (isWhole(folder)) return { folder, cached: true };

  // Under another name until it is whole: an interrupted synthesis must not look like a finished one.
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    await synthesize(lab, draft, { context, signal });
    await keepDraft(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { folder, cached: false };
}

/** Where the assembly of these sources, this context and these packages is, once it was synthesized. */
export function assemblyFolder(lab: Lab, context: Context): string {
  const sources = [...deployedSources(lab), join(project.root, 'package-lock.json')];
  const key = hashText(hashFiles(lab.folder, sources), JSON.stringify(Object.entries(context).sort()));
  return join(project.cache, 'assemblies', key.slice(0, 16));
}

/** A manifest is written last; one that has gone was taken away with more by somebody who made room. */
const isWhole = (folder: string, mark = 'manifest.json'): boolean => existsSync(join(folder, mark));

/** Makes a whole draft what lies in `folder`, unless that is whole, which `mark` in it tells. */
export async function keepDraft(draft: string, folder: string, mark?: string): Promise<void> {
  await rename(draft, folder).catch(async (error: unknown) => {
    // Somebody else was quicker with the same.
    if (isWhole(folder, mark)) return;
    if (!existsSync(folder)) throw error;
    const aside = `${draft}.aside`;
    // Whoever meets it as well may be quicker at either step.
    await rename(folder, aside).catch(() => undefined);
    await rename(draft, folder).catch((again: unknown) => {
      if (!isWhole(folder, mark)) throw again;
    });
    await rm(aside, { recursive: true, force: true });
  });
}

/** The template in the assembly of a lab; of the first stack by name, when it has several. */
export async function readTemplate(folder: string): Promise<Template> {
  const file = (await readdir(folder)).sort().find((each) => each.endsWith('.template.json'));
  if (file === undefined) throw new Error(`There is no template in ${folder}.`);
  return JSON.parse(await readFile(join(folder, file), 'utf8'));
}

/** Runs a lab's stack.ts, a CDK app, into `folder`. CDK's own validator takes seconds in each: `check` runs it once for all. */
export async function synthesize(
  lab: Lab,
  folder: string,
  { context = {}, signal }: { context?: Context; signal?: AbortSignal },
): Promise<void> {
  const output: string[] = [];
  const code = await runCdk(
    [join(lab.folder, 'stack.ts')],
    { CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: folder },
    (text) => output.push(text),
    signal,
  );
  signal?.throwIfAborted();
  if (code === 0) return;
  throw new TwoPartError(
    `The stack of the lab ${lab.name} does not synthesize:\n${readable(output.join(''))}`,
    `Mend ${join(lab.folder, 'stack.ts')}; \`node ${join(lab.folder, 'stack.ts')}\` shows the same error.`,
  );
}

/** Runs a program that synthesizes, to its end or to an abort, and gives its exit status. */
export async function runCdk(
  args: string[],
  env: Record<string, string>,
  onOutput: (text: string) => void,
  signal?: AbortSignal,
): Promise<number | null> {
  const child = spawn(process.execPath, args, {
    cwd: project.root,
    env: {
      ...process.env,
      // Windows looks for npx.cmd, and has another name for its PATH.
      ...(process.platform !== 'win32' && { PATH: withQuickNpx(process.env.PATH) }),
      CDK_VALIDATION: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // The bundler that it starts has to end with it.
    ...inOwnGroup,
  });
  const stop = () => endGroup(child, 'SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  return new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  }).finally(() => signal?.removeEventListener('abort', stop));
}

/** An app's output without the lines of minified code that Node shows around an error in CDK. */
const readable = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.length < 300 && line.trim() !== '')
    .join('\n');
