import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const original = join(import.meta.dirname, '../..');
const inputs = [
  'docs',
  'labs',
  'src',
  'static',
  'docusaurus.config.ts',
  'sidebars.ts',
  'package.json',
  'tsconfig.json',
  '.browserslistrc',
];

/** A copy of what the site is built from, to be changed and built again. */
export class SiteCopy {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** Copies the inputs; packages are linked one by one, so that the bundler's cache is the copy's own. */
  static async make(): Promise<SiteCopy> {
    const root = await mkdtemp(join(tmpdir(), 'site-copy-'));
    await Promise.all(inputs.map((path) => cp(join(original, path), join(root, path), { recursive: true })));
    await mkdir(join(root, 'node_modules'));
    const packages = await readdir(join(original, 'node_modules'));
    await Promise.all(
      packages
        .filter((name) => name !== '.cache')
        .map((name) => symlink(join(original, 'node_modules', name), join(root, 'node_modules', name))),
    );
    return new SiteCopy(root);
  }

  /** Builds it with `docusaurus build`, with `env` besides ours; nothing is thrown when that fails. */
  async build(env: Record<string, string> = {}): Promise<{ status: number; output: string }> {
    const docusaurus = join(original, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [docusaurus, 'build'],
        {
          cwd: this.root,
          env: { ...process.env, ...env, NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
          maxBuffer: 2 ** 26,
        },
        (error, stdout, stderr) => resolve({ status: error ? 1 : 0, output: stdout + stderr }),
      );
    });
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true });
  }
}
