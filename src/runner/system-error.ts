import { TwoPartError } from './call-error.ts';

const noSpace = 'Free some space on that disk, and run it again.';
const noRight =
  'See to it that you may read and write there; files that belong to somebody else are often left by a run with sudo.';
const tooMany =
  'Close programs that hold many files open, or raise the limit (`ulimit -n 4096`), and run it again.';

/** What to do about what a disk or a file system refuses, by the system's code. */
const remedies: Partial<Record<string, string>> = {
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EACCES: noRight,
  EPERM: noRight,
  EROFS: 'Nothing can be written there: use a copy of the project in a folder that can be written.',
  ENOTDIR: 'A file lies where a folder is needed: move it away, and run it again.',
  EEXIST: 'Something lies there that is in the way: move it away, and run it again.',
  EISDIR: 'A folder lies where a file is expected: move it away, and run it again.',
  EMFILE: tooMany,
  ENFILE: tooMany,
};

/** Those that a disk gives in the middle of writing, without naming the file. */
const withoutPath = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'];

/** An error of the file system in two parts: what it refused, with the path, and what to do. Undefined for any other. */
export function asFileTrouble(error: Error): TwoPartError | undefined {
  const { code = '', path } = error as NodeJS.ErrnoException;
  const remedy = remedies[code];
  if (remedy === undefined || (typeof path !== 'string' && !withoutPath.includes(code))) return undefined;
  return new TwoPartError(`${error.message}.`, remedy);
}
