import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { AssetHashType, AssetStaging, DockerImage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';

const handlers = join(import.meta.dirname, '../handlers');

/** The worker in one file beside its Dockerfile, so that the image has nothing to install. */
export function workerImage(scope: Construct): ContainerImage {
  const staging = new AssetStaging(scope, 'WorkerImage', {
    sourcePath: handlers,
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: what is bundled here is bundled on this machine.
      image: DockerImage.fromRegistry('node:24-slim'),
      local: {
        tryBundle(folder) {
          buildSync({
            entryPoints: [join(handlers, 'worker.ts')],
            outfile: join(folder, 'worker.cjs'),
            bundle: true,
            platform: 'node',
            format: 'cjs',
            target: 'node24',
          });
          copyFileSync(join(handlers, 'Dockerfile'), join(folder, 'Dockerfile'));
          return true;
        },
      },
    },
  });
  return ContainerImage.fromAsset(staging.absoluteStagedPath);
}
