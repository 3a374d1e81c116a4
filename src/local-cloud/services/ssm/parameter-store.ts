import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import type { ParameterVersion } from './parameter.ts';

/** "Parameter Store retains the 100 most recent versions." */
const maxVersions = 100;

/** The parameters of the account, with their versions and tags. */
export class ParameterStore {
  readonly #versions = new Map<string, ParameterVersion[]>();
  readonly #tags = new Map<string, Map<string, string>>();

  /** Adds a version, and gives it. Throws an ApiServerError when it exists and may not be overwritten. */
  put(
    parameter: Omit<ParameterVersion, 'version' | 'labels' | 'modifiedAt'>,
    overwrite: boolean,
  ): ParameterVersion {
    const versions = this.#versions.get(parameter.name) ?? [];
    if (versions.length > 0 && !overwrite)
      throw new ApiServerError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    const before = versions.at(-1);
    const version = {
      ...parameter,
      description: parameter.description ?? before?.description,
      version: (before?.version ?? 0) + 1,
      labels: [],
      modifiedAt: Date.now(),
    };
    this.#versions.set(parameter.name, [...versions, version].slice(-maxVersions));
    return version;
  }

  /** All versions, the oldest first. Throws an ApiServerError when there is no such parameter. */
  history(name: string): ParameterVersion[] {
    const versions = this.#versions.get(name);
    if (versions) return versions;
    throw new ApiServerError('ParameterNotFound', `Parameter ${name} not found.`);
  }

  /** By name, ARN, `name:version` or `name:label`; undefined when there is none. */
  find(selector: string): ParameterVersion | undefined {
    const [name = '', selected] = nameOf(selector).split(':');
    const versions = this.#versions.get(name) ?? [];
    if (selected === undefined) return versions.at(-1);
    return versions.find(({ version, labels }) => String(version) === selected || labels.includes(selected));
  }

  /** The newest version of each, by name. */
  all(): ParameterVersion[] {
    return [...this.#versions.values()]
      .flatMap((versions) => versions.at(-1) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Whether there was one. */
  delete(name: string): boolean {
    this.#tags.delete(name);
    return this.#versions.delete(name);
  }

  tagsOf(name: string): Map<string, string> {
    this.history(name);
    const tags = this.#tags.get(name) ?? new Map();
    this.#tags.set(name, tags);
    return tags;
  }
}

/** The name in an ARN, or what is none as it is. */
export function nameOf(nameOrArn: string): string {
  const [, path] = /^arn:[^:]+:ssm:[^:]*:\d*:parameter\/(.*)$/.exec(nameOrArn) ?? [];
  if (path === undefined) return nameOrArn;
  return path.includes('/') ? `/${path}` : path;
}

/** The ARN of a parameter of this name. */
export const parameterArn = (name: string): string => arnOf('ssm', `parameter/${name.replace(/^\//, '')}`);
