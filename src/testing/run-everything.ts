/*
 * `npm run test:everything`: `npm test`, and every longer proof that package.json names, one after the other. One that fails
 * keeps none from running; the end says which failed, and how long each took.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** What `npm test` runs whole. */
const inTest = ['test:unit', 'test:browser'];
const proofs = Object.keys(scripts).filter(
  (name) => name.startsWith('test:') && !inTest.includes(name) && name !== process.env.npm_lifecycle_event,
);

const lines: string[] = [];
// First: the proofs of the pages look at the site that it builds.
for (const name of ['test', ...proofs]) {
  console.log(`\n… npm run ${name}\n`);
  const from = performance.now();
  const status = await statusOf(name);
  if (status !== 0) process.exitCode = 1;
  const seconds = Math.round((performance.now() - from) / 1000);
  lines.push(`${status === 0 ? '✓' : '✗'} npm run ${name}, ${seconds} s`);
}
console.log(`\n${lines.join('\n')}`);

function statusOf(name: string): Promise<number> {
  const npm = spawn('npm', ['run', '--silent', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    npm.once('error', reject);
    npm.once('exit', (code) => resolve(code ?? 1));
  });
}
