import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Cloud } from '../cloud.ts';
import { startCloud } from '../index.ts';
import type { CloudSettings } from '../settings.ts';
import type { Template } from '../template/template.ts';

/** What things live in: a test, or whatever else undoes them in the end. */
export type Scope = Pick<TestContext, 'after'>;

/** By an asset's hash, its files: texts by name. */
type AssetFiles = Record<string, Record<string, string>>;

/** Writes a cloud assembly of one stack `Test`, with code assets and images. Removed after the test. */
export function writeAssembly(
  t: Scope,
  template: Template,
  assets: AssetFiles = {},
  images: AssetFiles = {},
): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const files: Record<string, unknown> = {};
  const dockerImages: Record<string, unknown> = {};
  for (const [hash, contents] of Object.entries({ ...assets, ...images })) {
    const folder = join(directory, `asset.${hash}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    if (hash in images) dockerImages[hash] = { source: { directory: `asset.${hash}` } };
    else files[hash] = { source: { path: `asset.${hash}`, packaging: 'zip' } };
  }
  const write = (name: string, value: unknown) => writeFileSync(join(directory, name), JSON.stringify(value));
  write('Test.template.json', template);
  write('Test.assets.json', { version: '1', files, dockerImages });
  write('manifest.json', {
    version: '1',
    artifacts: {
      'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
      Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } },
    },
  });
  return directory;
}

/** Runs a template; the cloud is closed after the test. */
export async function startTemplate(
  t: Scope,
  template: Template,
  settings: Partial<CloudSettings> = {},
): Promise<Cloud> {
  const cloud = await startCloud({ assembly: writeAssembly(t, template), settings });
  t.after(() => cloud.close());
  return cloud;
}
