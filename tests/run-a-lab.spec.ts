import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Evidence } from '../src/content/evidence.ts';
import { expect, test } from './support/site.ts';

const run = promisify(execFile);
const root = new URL('..', import.meta.url);
const experiment = 'sync-api/parallel-requests';

/** Playwright asks its workers' children for colour; a user who pipes the output does not. */
const { FORCE_COLOR, ...env } = process.env;

/** What the runner ends with when the machine was too busy to judge a claim. */
const notJudged = 3;

/** What a user types, with the answer of both streams. Rejects when it ends as a failure. */
const npmRunLab = (...flags: string[]): Promise<{ stdout: string; stderr: string }> =>
  run('npm', ['run', '--silent', 'lab', experiment, '--', ...flags], {
    ...{ cwd: root, env, maxBuffer: 2 ** 24 },
  }).catch((error) => {
    if (error.code === notJudged) return error;
    throw error;
  });

async function committed(): Promise<Evidence> {
  const file = new URL('labs/sync-api/evidence/parallel-requests.local.json', root);
  return JSON.parse(await readFile(file, 'utf8'));
}

test('a run as JSON judges the claims of the committed evidence, and comes to the same verdicts', async () => {
  test.setTimeout(120_000);
  const { stdout, stderr } = await npmRunLab('--yes', '--json');
  const measured: Evidence = JSON.parse(stdout);
  const { claims, variants } = await committed();
  const described = (of: Evidence['claims']) => of.map(({ id, statement }) => ({ id, statement }));
  expect(described(measured.claims)).toEqual(described(claims));
  for (const { id, holds } of measured.claims) {
    // On a machine that is too busy a claim has no verdict, and never another one.
    if (holds !== null)
      expect({ id, holds }).toEqual({ id, holds: claims.find((each) => each.id === id)?.holds });
  }
  expect(measured.variants.map(({ name }) => name)).toEqual(variants.map(({ name }) => name));
  expect(stderr, 'the walk through the run goes beside it').toContain('What it shows');
});

test('a run in the terminal says what will be deployed, what was measured, and every claim with its reach', async () => {
  test.setTimeout(120_000);
  const { stdout } = await npmRunLab('--yes');
  const { question, claims, variants } = await committed();
  const oneLine = stdout.replace(/\s+/g, ' ');
  for (const part of [question, 'What will be deployed', 'Measured:', 'Next:']) {
    expect(oneLine).toContain(part);
  }
  for (const { label } of variants) expect(oneLine).toContain(label);
  expect(oneLine).toMatch(/Every claim holds\.|claims could not be judged: this machine was too busy\./);
  for (const { id, statement, notShown } of claims) {
    expect(oneLine).toMatch(new RegExp(`(✓ holds|– not judged: this machine was too busy) ${id}`));
    expect(oneLine).toContain(statement);
    expect(oneLine).toContain(notShown);
  }
  // No terminal here: no colour, no cursor that moves.
  expect(stdout.includes('\u001b')).toBe(false);
});
