import { registerHooks } from 'node:module';

/**
 * Loads handlers of a lab into this process as they are deployed with these settings. A handler reads its settings when it
 * is loaded, so each call gets modules of its own: those with its number as query.
 * Their waits of no time are turns, and longer ones are refused: with timers, turns would differ from run to run. Their
 * durable functions go on as `DurableExecution` has them.
 * `folder` is the address of the handlers’ folder, with a slash at its end; `files` are below it, without their ending.
 */
export async function loadHandlers<File extends string>(
  folder: URL,
  files: readonly File[],
  settings: Record<string, string>,
): Promise<Record<File, Record<string, unknown>>> {
  keepQueriesIn(folder.href);
  const query = `?loaded=${++loads}`;
  const loaded: [File, Record<string, unknown>][] = [];
  for (const name of settingsBefore) delete process.env[name];
  settingsBefore = Object.keys(settings);
  for (const file of files) {
    Object.assign(process.env, credentials, settings);
    loaded.push([file, await import(`${new URL(`${file}.ts`, folder).href}${query}`)]);
  }
  return Object.fromEntries(loaded) as Record<File, Record<string, unknown>>;
}

/** What handlers get in place of what they import. */
const standIns: Record<string, string> = {
  'node:timers/promises': 'waits-of-no-time.ts',
  '@aws/durable-execution-sdk-js': 'durable-functions.ts',
};

let loads = 0;
/** Names of the settings that were loaded last: others’ are none of the next. */
let settingsBefore: string[] = [];
const kept = new Set<string>();

const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** What a module of the folder imports of it has the same query as that module. */
function keepQueriesIn(folder: string): void {
  if (kept.has(folder)) return;
  kept.add(folder);
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL } = context;
      const standIn = parentURL?.startsWith(folder) && standIns[specifier];
      if (standIn) return { url: new URL(standIn, import.meta.url).href, shortCircuit: true };
      const found = next(specifier, context);
      if (!parentURL?.startsWith(folder) || !found.url.startsWith(folder)) return found;
      return { ...found, url: found.url + new URL(parentURL).search };
    },
  });
}
