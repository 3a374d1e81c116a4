import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, isBuiltin, registerHooks } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

type ResolveHook = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;
type Resolve = Parameters<ResolveHook>;

/** Version 3 of the SDK, which current Node.js runtimes include: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const includedInRuntime = /^@(aws-sdk|smithy|aws-crypto)\//;
const ownRequire = createRequire(import.meta.url);

/**
 * Makes module resolution look as in `/var/task`: packages and package.json files above the function's folder do not
 * count, and the AWS SDK is there although the function does not bring it.
 */
export function isolateModules({ directory, nodeMajor }: { directory: string; nodeMajor: number }): void {
  const root = `${pathToFileURL(directory).href}/`;

  /** The folders from a file's own up to the function's. */
  const foldersUpTo = (path: string): string[] => {
    const folders: string[] = [];
    for (let each = dirname(path); each.length >= directory.length; each = dirname(each)) folders.push(each);
    return folders;
  };

  /** A .js file that no package.json of the function speaks for. */
  const isPlain = (path: string): boolean =>
    path.endsWith('.js') && !foldersUpTo(path).some((each) => existsSync(join(each, 'package.json')));

  const isInFunction = (packageName: string, path: string): boolean =>
    foldersUpTo(path).some(
      (each) => existsSync(join(each, 'node_modules', packageName)) || nameOf(each) === packageName,
    );

  const scoped = (resolved: ReturnType<ResolveHook>): ReturnType<ResolveHook> =>
    resolved.url.startsWith(root) && isPlain(fileURLToPath(resolved.url))
      ? { ...resolved, format: 'commonjs' }
      : resolved;

  compileAsCommonJs(directory);
  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL;
      const packageName = /^(@[^/]+\/)?[^/.#@:][^/:]*/.exec(specifier)?.[0];
      if (!parent?.startsWith(root) || !packageName || isBuiltin(specifier) || URL.canParse(specifier))
        return scoped(next(specifier, context));
      if (isInFunction(packageName, fileURLToPath(parent))) return scoped(next(specifier, context));
      if (includedInRuntime.test(specifier)) return resolveSdk(specifier, context, next);
      if (packageName === 'aws-sdk') {
        const here =
          nodeMajor < 18
            ? `On AWS nodejs${nodeMajor}.x includes version 2 of the AWS SDK (aws-sdk); this cloud has version 3 only (@aws-sdk/client-…)`
            : `The runtime nodejs${nodeMajor}.x includes version 3 of the AWS SDK (@aws-sdk/client-…) and not version 2 (aws-sdk)`;
        console.error(
          `[local cloud] ${here}. Move to version 3, or bundle version 2; it would also not find this cloud, because it does not know AWS_ENDPOINT_URL_…, and what it sends to AWS is refused.`,
        );
      }
      throw notFound(specifier, packageName, parent, context.conditions.includes('import'));
    },
  });

  /**
   * Compiles the function's .js files as CommonJS without a look at package.json: the assembly may lie inside a project
   * whose `type` is `module`, which the hook above cannot overrule for code that is then required.
   */
  function compileAsCommonJs(folder: string): void {
    const extensions = (Module as unknown as { _extensions: Record<string, Extension> })._extensions;
    const usual = extensions['.js'];
    extensions['.js'] = (module, filename) => {
      if (filename.startsWith(folder + sep) && isPlain(filename))
        module._compile(readFileSync(filename, 'utf8'), filename, 'commonjs');
      else usual?.(module, filename);
    };
  }
}

interface Compilable {
  _compile(source: string, filename: string, format: 'commonjs'): void;
}
type Extension = (module: Compilable, filename: string) => void;

/** A package may import itself by the name in its package.json. */
function nameOf(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).name;
  } catch {
    return undefined;
  }
}

function resolveSdk(specifier: string, context: Resolve[1], next: Resolve[2]): ReturnType<ResolveHook> {
  try {
    if (context.conditions.includes('import'))
      return next(specifier, { ...context, parentURL: import.meta.url });
    // For require, Node looks from the requiring file whatever the context says.
    return { url: pathToFileURL(ownRequire.resolve(specifier)).href, shortCircuit: true };
  } catch (missing) {
    try {
      // AWS's runtime brings every client of the SDK; here a client that the function's project has installed will do.
      return next(specifier, context);
    } catch {
      console.error(
        `[local cloud] Lambda's runtime includes ${specifier}, this cloud does not: install it in your project, or bundle it.`,
      );
      throw missing;
    }
  }
}

function notFound(specifier: string, packageName: string, parentUrl: string, isImport: boolean): Error {
  const parent = fileURLToPath(parentUrl);
  return isImport
    ? Object.assign(new Error(`Cannot find package '${packageName}' imported from ${parent}`), {
        code: 'ERR_MODULE_NOT_FOUND',
      })
    : Object.assign(new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${parent}`), {
        code: 'MODULE_NOT_FOUND',
        requireStack: [parent],
      });
}
