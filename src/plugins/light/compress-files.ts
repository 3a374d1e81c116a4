import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/**
 * Puts a `.br` file beside each of these files of a folder, for servers that send what is already compressed; so many at
 * a time, since whoever reads a file has to wait for the same threads.
 */
export async function compressFiles(folder: string, files: readonly string[], atOnce: number): Promise<void> {
  const waiting = files[Symbol.iterator]();
  const lane = async () => {
    for (const file of waiting) await compressFile(join(folder, file));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function compressFile(file: string): Promise<void> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: qualityOf(file) };
  await writeFile(`${file}.br`, await compress(await readFile(file), { params }));
}

/**
 * What pages load is compressed as far as it goes. Pages themselves are not: over all of them the last tenth takes
 * fifteen times as long. The step from 8 to 9 alone saves half a hundredth, and each page then takes 32 MiB of memory.
 */
const qualityOf = (file: string) => (/\.(js|css)$/.test(file) ? 11 : 8);
