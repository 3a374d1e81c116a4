import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './errors.ts';
import { isolateModules } from './module-isolation.ts';
import type { RuntimeOptions } from './protocol.ts';

/** A function's handler; `callback` only for runtimes up to Node.js 22. */
export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

/** The files that a handler's name may mean, in the order in which AWS's runtime looks. */
const endings = ['', '.js', '.mjs', '.cjs'];

/**
 * Loads the handler `folder/file.export` from the function's folder. An `.mjs` file is an ES module, a `.cjs` file
 * CommonJS, and a `.js` file what the nearest package.json of the function says, else CommonJS.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * Names and messages of the errors: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
export async function loadHandler(options: RuntimeOptions): Promise<Handler> {
  const { handler: name, directory, nodeMajor } = options;
  if (name.includes('..'))
    throw runtimeError('MalformedHandlerName', `'${name}' is not a valid handler name.`);
  const [, file = '', exportName = ''] = /^([^.]*)\.(.*)$/.exec(basename(name)) ?? [];
  if (file === '') throw runtimeError('MalformedHandlerName', 'Bad handler');
  isolateModules({ directory, nodeMajor });

  const module = await importModule(join(directory, dirname(name), file));
  const handler = find(module, exportName) ?? find(module.default, exportName);
  if (handler === undefined || handler === null)
    throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw runtimeError('HandlerNotFound', `${name} is not a function`);
  // AWS's runtime counts the declared parameters.
  if (nodeMajor >= 24 && handler.length >= 3) {
    throw runtimeError(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
  return handler as Handler;
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  const found = endings.map((ending) => path + ending).find(isFile);
  if (!found) {
    if (existsSync(`${path}.ts`)) {
      console.error(
        `[local cloud] ${basename(path)}.ts is TypeScript. Lambda runs only JavaScript: compile or bundle it before you deploy.`,
      );
    }
    throw runtimeError(
      'ImportModuleError',
      `Error: Cannot find module '${basename(path)}'\nRequire stack:\n- /var/runtime/index.mjs`,
    );
  }
  try {
    return await import(pathToFileURL(found).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('UserCodeSyntaxError', String(error), error.stack);
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND')
      throw runtimeError('ImportModuleError', String(error));
    throw error;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** `handlers.create` in `{ handlers: { create } }`. */
function find(module: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((nested, key) => {
    return nested && typeof nested === 'object' ? (nested as Record<string, unknown>)[key] : undefined;
  }, module);
}
