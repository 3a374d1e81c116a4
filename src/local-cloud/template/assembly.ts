import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { account } from '../kernel/account.ts';
import type { Asset, Assets } from '../kernel/contracts/asset.ts';
import { DeployError } from '../kernel/errors.ts';
import { homeRegion } from '../kernel/region.ts';
import { namesOfRegions } from './regions.ts';
import type { Template } from './template.ts';

/** One stack of a cloud assembly. */
export interface StackArtifact {
  name: string;
  template: Template;
  assets: Assets;
  /** Where it is deployed; where stacks are that name no Region, unless set. */
  region?: string;
}

/** A stack as the app has it. */
interface FoundStack extends StackArtifact {
  accountId?: string;
}

interface Artifact {
  type: string;
  /** `aws://<account>/<region>`, either of them unknown- when the app does not set it. */
  environment?: string;
  properties?: { templateFile?: string; file?: string; stackName?: string; directoryName?: string };
  dependencies?: string[];
}

interface AssetManifest {
  files?: Record<
    string,
    { source: { path?: string; packaging?: string }; destinations?: Record<string, { objectKey?: string }> }
  >;
  dockerImages?: Record<
    string,
    {
      source: { directory?: string; dockerFile?: string };
      destinations?: Record<string, { imageTag?: string }>;
    }
  >;
}

/**
 * Reads the stacks of a synthesized cloud assembly (a `cdk.out` folder) and of the assemblies in it, which are CDK's
 * stages. Each comes after the stacks that it depends on.
 */
export async function readAssembly(directory: string): Promise<StackArtifact[]> {
  const root = resolve(directory);
  await assertAssembly(root);
  const assets = new Map<string, Asset>();
  const stacks = await readArtifacts(root, assets);
  if (stacks.length === 0) {
    throw new DeployError(
      `The cloud assembly ${root} holds no stack.`,
      'Synthesize an app that has one: `npx cdk synth`.',
    );
  }
  return inOurAccount(stacks);
}

async function readArtifacts(root: string, assets: Map<string, Asset>): Promise<FoundStack[]> {
  const manifest = (await readJson(join(root, 'manifest.json'), root)) as {
    artifacts?: Record<string, Artifact>;
  };
  const artifacts = manifest.artifacts ?? {};
  const stacks: FoundStack[] = [];
  const done = new Set<string>();
  const read = async (id: string): Promise<void> => {
    const artifact = artifacts[id];
    if (!artifact || done.has(id)) return;
    done.add(id);
    for (const dependency of artifact.dependencies ?? []) await read(dependency);
    const { type, properties = {} } = artifact;
    if (type === 'cdk:asset-manifest' && properties.file) {
      await readAssets(root, properties.file, assets);
    } else if (type === 'cdk:cloud-assembly' && properties.directoryName) {
      stacks.push(...(await readArtifacts(join(root, properties.directoryName), assets)));
    } else if (type === 'aws:cloudformation:stack' && properties.templateFile) {
      const template = (await readJson(join(root, properties.templateFile), root)) as Template;
      stacks.push({ name: properties.stackName ?? id, template, assets, ...environmentOf(artifact) });
    }
  };
  for (const id of Object.keys(artifacts)) await read(id);
  return stacks;
}

/**
 * An app that sets its account and Region has them written out all over its templates. Here is only one account, which
 * stands for every other. One Region stands for every other, too, unless the app names several: then each is itself.
 */
function inOurAccount(stacks: FoundStack[]): StackArtifact[] {
  const several = namesOfRegions(stacks).size > 1;
  return stacks.map(({ accountId, region, template, ...stack }) => {
    const replaced: [from: string, to: string][] = [];
    if (accountId !== undefined) replaced.push([accountId, account.id]);
    if (region !== undefined && !several) replaced.push([region, homeRegion]);
    const text = replaced.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(template));
    return {
      ...stack,
      template: replaced.length === 0 ? template : (JSON.parse(text) as Template),
      ...(region !== undefined && several && { region }),
    };
  });
}

/** What an app sets of a stack's place. */
function environmentOf({ environment = '' }: Artifact): Pick<FoundStack, 'accountId' | 'region'> {
  const [, id = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  return {
    ...(/^\d{12}$/.test(id) && { accountId: id }),
    ...(/^[a-z]+(-[a-z]+)+-\d$/.test(region) && { region }),
  };
}

async function readAssets(root: string, file: string, assets: Map<string, Asset>): Promise<void> {
  const manifest = (await readJson(join(root, file), root)) as AssetManifest;
  for (const [hash, { source, destinations }] of Object.entries(manifest.files ?? {})) {
    if (source.path === undefined) continue;
    const asset = { path: resolve(root, source.path), packaging: source.packaging ?? 'file' };
    assets.set(hash, asset);
    for (const { objectKey } of Object.values(destinations ?? {}))
      if (objectKey) assets.set(objectKey, asset);
  }
  for (const [hash, { source, destinations }] of Object.entries(manifest.dockerImages ?? {})) {
    const { directory, ...build } = source;
    if (directory === undefined) continue;
    const asset = { path: resolve(root, directory), packaging: 'image', build };
    assets.set(hash, asset);
    for (const { imageTag } of Object.values(destinations ?? {})) if (imageTag) assets.set(imageTag, asset);
  }
}

async function assertAssembly(root: string): Promise<void> {
  const kind = await stat(root).then(
    (stats) => (stats.isDirectory() ? ('folder' as const) : ('file' as const)),
    () => 'nothing' as const,
  );
  const hasFile = (name: string) => stat(join(root, name)).then(Boolean, () => false);
  if (kind === 'folder' && (await hasFile('manifest.json'))) return;
  if (kind === 'folder' && (await hasFile('cdk.json'))) {
    throw new DeployError(
      `${root} is a CDK app, not a cloud assembly.`,
      `Synthesize it (\`npx cdk synth\` in that folder), then name ${join(root, 'cdk.out')}.`,
    );
  }
  const problems = {
    nothing: `There is no folder ${root}.`,
    file: `${root} is a file, and a cloud assembly is a folder.`,
    folder: `${root} is no cloud assembly: it has no manifest.json.`,
  };
  const remedy =
    basename(root) === 'cdk.out' && kind === 'nothing'
      ? 'Synthesize the app first: `npx cdk synth` in its folder.'
      : 'Name the folder that `npx cdk synth` writes, usually cdk.out.';
  throw new DeployError(problems[kind], remedy);
}

async function readJson(file: string, root: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new DeployError(
      `${root} is not a cloud assembly: ${file} cannot be read (${(cause as Error).message}).`,
      'Synthesize again: `npx cdk synth`.',
    );
  }
}
