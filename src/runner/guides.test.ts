/*
 * Follows the README of every lab from top to bottom against the lab, as `--keep` leaves it running: what it says to type
 * is typed, and what it shows is printed. Without the AWS CLI on the machine, the same calls go through the SDK.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { suite, test } from 'node:test';
import { assemble } from './assembly.ts';
import { environmentOf } from './lab/keep.ts';
import { startLocalTarget } from './lab/local-target.ts';
import { findExperiments, findLabs } from './labs.ts';
import { project } from './project.ts';
import { guideSteps, showsAsPrinted } from './testing/guide.ts';

const isRunner = (commands: string) => commands.startsWith('npm run lab ');

suite('guides', () => {
  for (const lab of findLabs(project.labs)) {
    const readme = join(lab.folder, 'README.md');
    const steps = existsSync(readme) ? guideSteps(readme) : [];

    test(`${lab.name}: has a guide that deploys it, is typed by hand, and names every experiment`, () => {
      assert.match(steps[0]?.commands ?? 'no README.md', /^npm run lab \S+ -- --keep$/m);
      const typed = steps.filter(({ commands }) => !isRunner(commands));
      assert.ok(typed.length >= 3, 'at least three steps by hand');
      const named = steps
        .flatMap(({ commands }) => [...commands.matchAll(/^npm run lab (\S+)/gm)])
        .flatMap(([, name = '']) => findExperiments(project.labs, name).map((file) => file.name));
      assert.deepEqual([...new Set(named)].sort(), lab.experiments);
    });

    test(`${lab.name}: what its guide says to type works, and prints what it shows`, async (t) => {
      const { folder } = await assemble(lab);
      const target = await startLocalTarget(folder);
      t.after(() => target.close());
      const env = { ...process.env, ...environmentOf(target), PATH: pathWithAws(t.after.bind(t)) };
      for (const { line, commands, prints } of steps.filter((step) => !isRunner(step.commands))) {
        const { code, output } = await typeIn(commands, env);
        assert.equal(code, 0, `README.md:${line} ended with ${code}:\n${output}`);
        if (prints !== undefined)
          assert.ok(showsAsPrinted(prints, output), `README.md:${line} printed:\n${output}`);
      }
    });
  }
});

function typeIn(commands: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', commands], { env, cwd: project.root });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => shell.once('close', (code) => resolve({ code, output })));
}

/** PATH with an `aws` on it: the machine's own, or ours. */
function pathWithAws(after: (tidy: () => void) => void): string {
  const path = process.env.PATH ?? '';
  if (spawnSync('aws', ['--version']).status === 0) return path;
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'aws-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'aws');
  const standIn = join(import.meta.dirname, 'testing/aws-stand-in.ts');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${standIn}' "$@"\n`);
  chmodSync(program, 0o755);
  return `${folder}${delimiter}${path}`;
}
