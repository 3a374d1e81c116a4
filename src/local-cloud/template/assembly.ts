import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DeployError } from '../cloud.ts';
import type { Template } from './template.ts';

/** One stack of a cloud assembly. */
export interface StackArtifact {
  name: string;
  template: Template;
  /** Asset hash → absolute path of the folder or file that holds it. */
  assets: Map<string, { path: string; packaging: string }>;
}

interface Manifest {
  artifacts?: Record<
    string,
    { type: string; properties?: { templateFile?: string; file?: string; stackName?: string } }
  >;
}

interface AssetManifest {
  files?: Record<string, { source: { path: string; packaging: string } }>;
}

/** Reads the stacks of a synthesized cloud assembly (a `cdk.out` folder), in the manifest's order. */
export async function readAssembly(directory: string): Promise<StackArtifact[]> {
  const root = resolve(directory);
  const manifest = (await readJson(join(root, 'manifest.json'), root)) as Manifest;
  const artifacts = Object.entries(manifest.artifacts ?? {});

  const assets: StackArtifact['assets'] = new Map();
  for (const [, artifact] of artifacts) {
    if (artifact.type !== 'cdk:asset-manifest' || !artifact.properties?.file) continue;
    const listed = (await readJson(join(root, artifact.properties.file), root)) as AssetManifest;
    for (const [hash, { source }] of Object.entries(listed.files ?? {})) {
      assets.set(hash, { path: resolve(root, source.path), packaging: source.packaging });
    }
  }

  const stacks: StackArtifact[] = [];
  for (const [id, artifact] of artifacts) {
    if (artifact.type !== 'aws:cloudformation:stack' || !artifact.properties?.templateFile) continue;
    const template = (await readJson(join(root, artifact.properties.templateFile), root)) as Template;
    stacks.push({ name: artifact.properties.stackName ?? id, template, assets });
  }
  if (stacks.length === 0) {
    throw new DeployError(
      `The cloud assembly ${root} holds no stack.`,
      'Synthesize an app that has one: `npx cdk synth`.',
    );
  }
  return stacks;
}

async function readJson(file: string, root: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new DeployError(
      `${root} is not a cloud assembly: ${file} cannot be read (${(cause as Error).message}).`,
      'Name the folder that `cdk synth` wrote, usually cdk.out.',
    );
  }
}
