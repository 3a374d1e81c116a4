import type { Plugin } from '@docusaurus/types';
import { compressFiles } from './compress-files.ts';

/** Compresses what has been built; comes after everything that writes. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  postBuild: ({ outDir }) => compressFiles(outDir),
});
