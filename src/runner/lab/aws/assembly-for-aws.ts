import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { TwoPartError } from '../../call-error.ts';
import { project } from '../../project.ts';
import { runOf } from './run-name.ts';

interface Manifest {
  artifacts?: Record<string, { type: string; environment?: string; properties?: Record<string, unknown> }>;
}

/**
 * A copy of a cloud assembly with the same template and code, in which the stack has a name of the run's and its place:
 * an environment-agnostic stack would be named like everybody's, and two runs would be one stack. Gives its folder.
 */
export function assemblyForAws(
  assembly: string,
  { name, account, region }: { name: string; account: string; region: string },
  cache = project.cache,
): string {
  const parent = copiesIn(cache);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, `${name}.`));
  cpSync(assembly, folder, { recursive: true });
  const manifest = readManifest(folder);
  for (const artifact of stacksIn(manifest)) {
    artifact.environment = `aws://${account}/${region}`;
    artifact.properties = { ...artifact.properties, stackName: name };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const copiesIn = (cache: string): string => join(cache, 'aws-assemblies');

/** Removes the copies that killed runs have left, with all that AWS's kit has written beside them. */
export function removeOldCopies(goingOn: readonly string[], cache = project.cache): void {
  const parent = copiesIn(cache);
  for (const name of existsSync(parent) ? readdirSync(parent) : [])
    if (!goingOn.includes(runOf(name) ?? '')) rmSync(join(parent, name), { recursive: true, force: true });
}

/** What CDK's bootstrap stack has to be, and where its version stands. Throws a TwoPartError when the stacks are not one. */
export function bootstrapOf(assembly: string): { parameter: string; version: number } {
  const stacks = stacksIn(readManifest(assembly));
  const [stack, ...others] = stacks;
  if (!stack || others.length > 0)
    throw new TwoPartError(
      `The lab has ${stacks.length} stacks, and --target aws deploys one.`,
      'Run it without --target, on this machine.',
    );
  if (readdirSync(assembly).some((each) => each.endsWith('.assets.json') && hasImages(join(assembly, each))))
    throw new TwoPartError(
      'The lab has container images, which need Docker to be built.',
      'Run it without --target, on this machine.',
    );
  const { bootstrapStackVersionSsmParameter: parameter, requiresBootstrapStackVersion: version } =
    stack.properties ?? {};
  return { parameter: String(parameter), version: Number(version) };
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

const stacksIn = ({ artifacts = {} }: Manifest) =>
  Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');

const hasImages = (file: string): boolean =>
  Object.keys(JSON.parse(readFileSync(file, 'utf8')).dockerImages ?? {}).length > 0;
