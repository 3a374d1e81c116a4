import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Folders of the project that modules name to read them as data; the keys are fields of `project`. */
const namedFolders: Record<string, string> = {
  'project.labs': 'labs',
  'project.docs': 'docs',
  'project.statements': 'src/content/statements',
  'project.facts': 'src/content/facts',
  'project.concepts': 'src/content/concepts.yaml',
};
const folderOfNames = 'src/runner/project.ts';

/**
 * What a module reaches: the files that it imports, and files and folders that it names in a string as data. Rather one
 * too many than one too few: a string that happens to be a path counts.
 */
export class Dependencies {
  readonly #root: string;
  readonly #direct = new Map<string, string[]>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Whether a file, or anything that it reaches, is one of the changed files or a folder that holds one. */
  isAffected(file: string, changed: ReadonlySet<string>): boolean {
    if (changed.size === 0) return false;
    const reached = this.#reachedFrom(file);
    return [...changed].some((each) => foldersOf(each).some((path) => reached.has(path)));
  }

  #reachedFrom(file: string): Set<string> {
    const reached = new Set([file]);
    for (const each of reached) for (const next of this.#directOf(each)) reached.add(next);
    return reached;
  }

  #directOf(file: string): string[] {
    const known = this.#direct.get(file);
    if (known) return known;
    const found = this.#read(file);
    this.#direct.set(file, found);
    return found;
  }

  #read(file: string): string[] {
    const path = join(this.#root, file);
    if (!/\.(ts|tsx|mjs|js)$/.test(file) || !statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    const text = readFileSync(path, 'utf8');
    const named = [...text.matchAll(/['"`]((?:\.{1,2}\/|#)?[\w@.-]+(?:\/[\w@.*-]+)*)['"`]/g)];
    const paths = named.flatMap(({ 1: name = '' }) => this.#placesOf(name, file));
    if (file === folderOfNames) return paths.filter((each) => each.endsWith('.ts'));
    const data = Object.entries(namedFolders).filter(([name]) => text.includes(name));
    return [...paths, ...data.map(([, folder]) => folder), ...labOf(file)];
  }

  /** Where a string may lead to: beside the file, or below the project. */
  #placesOf(name: string, file: string): string[] {
    const beside = resolve(this.#root, dirname(file), name);
    const below = name.startsWith('#') ? join(this.#root, 'src', name.slice(1)) : join(this.#root, name);
    // A word is no module: the name of a command, say, that happens to stand beside a file of that name.
    const modules = name.includes('/') ? [`${beside}.ts`, `${beside}.tsx`, join(beside, 'index.ts')] : [];
    const candidates = [beside, below, ...modules];
    return candidates
      .filter((each) => each.startsWith(this.#root + sep) && existsSync(each))
      .map((each) => relative(this.#root, each).split(sep).join('/'))
      .filter((each) => each.includes('/') || each === 'labs' || each === 'docs' || each.includes('.'))
      .filter((each) => !each.startsWith('node_modules'));
  }
}

/** What is in a lab's folder may read all of it: a copy of the whole folder is deployed. */
function labOf(file: string): string[] {
  const [top, lab] = file.split('/');
  return top === 'labs' && lab && file.includes('.test.') ? [`labs/${lab}`] : [];
}

/** A path and the folders around it. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
