import { spawnSync } from 'node:child_process';
import { CallError } from '../call-error.ts';

/**
 * Files that differ from where this branch left main, and those that git does not know yet; relative to `root`, with
 * `/`. Throws a CallError where there is no git repository.
 */
export function changedFiles(root: string): string[] {
  const base = baseOf(root);
  const differing = git(root, ['diff', '--name-only', '--no-renames', '-z', base]);
  const untracked = git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
  if (differing === undefined || untracked === undefined) {
    throw new CallError(
      `${root} is no git repository with a commit, so nothing tells what changed.`,
      'Run all of it: npm test',
    );
  }
  return [...new Set(`${differing}\0${untracked}`.split('\0').filter(Boolean))].sort();
}

/** Where the branch left main; HEAD where there is no main, or on it. */
const baseOf = (root: string): string =>
  ['main', 'origin/main'].map((main) => git(root, ['merge-base', 'HEAD', main])?.trim()).find(Boolean) ??
  'HEAD';

function git(root: string, args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
