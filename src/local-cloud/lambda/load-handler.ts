import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuntimeOptions } from './runtime-protocol.ts';

/** A handler as AWS's Node.js runtimes from 24 on take it: an async function of event and context. */
export type Handler = (event: unknown, context: unknown) => unknown;

/**
 * Loads `file.export` from the function's folder: index.mjs is an ES module, index.cjs CommonJS, and index.js what the
 * package.json in the function's own folder says, else CommonJS.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(options: RuntimeOptions): Promise<Handler> {
  isolateModules(options.directory);
  const dot = options.handler.lastIndexOf('.');
  const [file, name] = [options.handler.slice(0, dot), options.handler.slice(dot + 1)];
  const path = ['.js', '.mjs', '.cjs']
    .map((ending) => join(options.directory, file + ending))
    .find((each) => existsSync(each));
  if (!path) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module = await import(pathToFileURL(path).href);
  const handler = module[name] ?? module.default?.[name];
  if (handler === undefined)
    throw named('Runtime.HandlerNotFound', `${options.handler} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw named('Runtime.HandlerNotFound', `${options.handler} is not a function`);
  return handler;
}

/**
 * Makes module resolution look as in `/var/task`: package.json files above the function's folder do not count, and the
 * AWS SDK is there although the function does not bring it.
 */
function isolateModules(directory: string): void {
  const root = `${pathToFileURL(directory).href}/`;
  const ownScope = existsSync(join(directory, 'package.json'));
  if (!ownScope) compileAsCommonJs(directory);
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = resolveWithSdk(specifier, context, next);
      const plain =
        resolved.url.startsWith(root) &&
        resolved.url.endsWith('.js') &&
        !resolved.url.includes('/node_modules/');
      return plain && !ownScope ? { ...resolved, format: 'commonjs' } : resolved;
    },
  });
}

/**
 * Compiles the function's .js files as CommonJS without a look at package.json: the assembly may lie inside a project
 * whose `type` is `module`, which the hook above cannot overrule for code that is then required.
 */
function compileAsCommonJs(directory: string): void {
  const extensions = (Module as unknown as { _extensions: Record<string, Extension> })._extensions;
  const usual = extensions['.js'];
  extensions['.js'] = (module, filename) => {
    const own = filename.startsWith(directory + sep) && !filename.includes(`${sep}node_modules${sep}`);
    if (own) module._compile(readFileSync(filename, 'utf8'), filename, 'commonjs');
    else usual?.(module, filename);
  };
}

interface Compilable {
  _compile(source: string, filename: string, format: 'commonjs'): void;
}
type Extension = (module: Compilable, filename: string) => void;

const ownRequire = createRequire(import.meta.url);

type ResolveHook = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;

const resolveWithSdk: ResolveHook = (specifier, context, next) => {
  try {
    return next(specifier, context);
  } catch (error) {
    // Current Node.js runtimes include version 3 of the SDK, and only that.
    if (!/^@(aws-sdk|smithy)\//.test(specifier)) throw error;
    if (context.conditions.includes('import'))
      return next(specifier, { ...context, parentURL: import.meta.url });
    // For require, Node looks from the requiring file whatever the context says.
    return { url: pathToFileURL(ownRequire.resolve(specifier)).href, shortCircuit: true };
  }
};

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
