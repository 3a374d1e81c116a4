import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import type { Assets } from '../kernel/contracts/asset.ts';
import { DeployError } from '../kernel/errors.ts';

/** What an asset unpacks to; `remove` undoes the unpacking. */
export interface AssetFolder {
  directory: string;
  remove(): void;
}

/**
 * The folder of a code asset: the folder itself, or what a .zip archive holds, unpacked into a folder of its own. Throws a
 * DeployError that names `logicalId` when it cannot be had.
 */
export function assetFolder(logicalId: string, key: string, assets: Assets): AssetFolder {
  const asset = assets.get(key) ?? assets.get(key.replace(/\.[^.]*$/, ''));
  if (!asset) {
    throw new DeployError(
      `${logicalId}: the code asset ${key} is not in this cloud assembly.`,
      'Synthesize again; code that lies in a bucket of its own cannot be fetched here.',
    );
  }
  const stats = statSync(asset.path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return { directory: asset.path, remove: () => undefined };
  if (stats && asset.path.endsWith('.zip')) return unpack(logicalId, asset.path);
  throw new DeployError(
    `${logicalId}: the code asset ${asset.path} is ${stats ? 'neither a folder nor a .zip archive' : 'missing'}.`,
    'Synthesize again, with Code.fromAsset of a folder or of a .zip archive.',
  );
}

function unpack(logicalId: string, path: string): AssetFolder {
  const directory = mkdtempSync(join(tmpdir(), 'asset-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    for (const [name, content] of Object.entries(unzipSync(readFileSync(path)))) {
      const target = resolve(directory, name);
      if (!target.startsWith(directory + sep)) throw new Error(`${name} lies outside of the archive`);
      if (name.endsWith('/')) {
        mkdirSync(target, { recursive: true });
      } else {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    }
  } catch (cause) {
    remove();
    throw new DeployError(
      `${logicalId}: the archive ${path} cannot be unpacked: ${(cause as Error).message}.`,
      'Make the archive again.',
    );
  }
  return { directory, remove };
}
