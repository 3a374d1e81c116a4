import { posix } from 'node:path';

/** What a Dockerfile makes of its folder. */
export interface Recipe {
  /** Where its program runs: an absolute path in the image. */
  workingDirectory: string;
  variables: Record<string, string>;
  /** `to` is an absolute path in the image, with a slash at its end for a folder. */
  copies: { from: string[]; to: string }[];
  entryPoint: string[];
  command: string[];
}

/** What a Dockerfile says that is not emulated, or is wrong, a sentence each. */
export class DockerfileProblems extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const base = /^(?:docker\.io\/library\/|public\.ecr\.aws\/docker\/library\/)?node:[\w.-]+$/;
const known = 'FROM node:…, WORKDIR, COPY, ENV, USER, ENTRYPOINT and CMD';

/**
 * Reads as much of a Dockerfile as running its program as a process needs: https://docs.docker.com/reference/dockerfile/
 * Throws DockerfileProblems with all that it cannot do.
 */
export function readDockerfile(text: string): Recipe {
  const problems: string[] = [];
  const recipe: Recipe = { workingDirectory: '/', variables: {}, copies: [], entryPoint: [], command: [] };
  let stages = 0;
  for (const line of instructionsIn(text)) {
    const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
    const instruction = word.toUpperCase();
    const refuse = (why: string | undefined): void => {
      if (why !== undefined) problems.push(`“${line}” ${why}`);
    };
    switch (instruction) {
      case 'FROM':
        stages += 1;
        if (stages > 1) refuse('begins a second stage: an image is made in one stage here');
        else if (!base.test(rest))
          refuse('is not a node image: only node:… is, for which this project’s Node.js stands');
        break;
      case 'WORKDIR':
        recipe.workingDirectory = posix.resolve(recipe.workingDirectory, unquoted(rest));
        break;
      case 'COPY':
        refuse(takeCopy(rest, recipe));
        break;
      case 'ENV':
        refuse(takeVariables(rest, recipe));
        break;
      case 'USER':
        // Its processes are this machine’s user’s.
        break;
      case 'ENTRYPOINT':
      case 'CMD': {
        const words = wordsIn(rest);
        if (!words) refuse(`is not in exec form: write it as ${instruction} ["node", "worker.mjs"]`);
        else if (instruction === 'CMD') recipe.command = words;
        else recipe.entryPoint = words;
        break;
      }
      default:
        refuse(`is not emulated: there are ${known}`);
    }
  }
  if (stages === 0) problems.push('It has no FROM');
  const [program] = [...recipe.entryPoint, ...recipe.command];
  if (program === undefined && problems.length === 0)
    problems.push('It names no program: it has neither CMD nor ENTRYPOINT');
  if (problems.length > 0) throw new DockerfileProblems(problems);
  return recipe;
}

/** Lines that go on are joined, comments are gone. */
const instructionsIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\[ \t]*\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Gives what is wrong. */
function takeCopy(rest: string, recipe: Recipe): string | undefined {
  const [, flags = '', paths = ''] = /^((?:--\S+\s+)*)([\s\S]*)$/.exec(rest) ?? [];
  const unknown = flags.split(/\s+/).find((each) => each !== '' && !/^--ch(own|mod)=/.test(each));
  if (unknown) return `has ${unknown}, which is not emulated`;
  const words = wordsIn(paths) ?? paths.split(/\s+/);
  const to = words.at(-1) ?? '';
  const from = words.slice(0, -1);
  if (from.length === 0) return 'needs what to copy and where to';
  if (from.some((each) => /[*?[]/.test(each))) return 'has a wildcard, which is not emulated: name the files';
  if (from.some((each) => posix.normalize(each).startsWith('..'))) return 'leads out of the image’s folder';
  const isFolder = to.endsWith('/') || to === '.' || to.endsWith('/.');
  recipe.copies.push({
    from,
    to: `${posix.resolve(recipe.workingDirectory, to)}${isFolder || from.length > 1 ? '/' : ''}`,
  });
  return undefined;
}

/** Gives what is wrong. */
function takeVariables(rest: string, { variables }: Recipe): string | undefined {
  const pair = /\s*([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']*)/y;
  const taken: Record<string, string> = {};
  while (pair.lastIndex < rest.length) {
    const [, name, value] = pair.exec(rest) ?? [];
    if (name === undefined || value === undefined) return 'cannot be read: write it as ENV NAME=value';
    taken[name] = unquoted(value);
  }
  Object.assign(variables, taken);
  return undefined;
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

/** The words of the exec form, a JSON array of texts; undefined for another form. */
function wordsIn(text: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((each) => typeof each === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}
