import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepDraft } from '../../assembly.ts';
import { TwoPartError } from '../../call-error.ts';
import { endGroup, inOwnGroup } from '../../process-group.ts';
import { project } from '../../project.ts';
import { hashText } from '../../source-hash.ts';
import type { CredentialProvider } from './aws-api.ts';

/** What is used of `@aws-cdk/toolkit-lib`; its types are not installed with the project. */
export interface ToolkitModule {
  Toolkit: new (options: {
    ioHost: IoHost;
    color: boolean;
    emojis: boolean;
    sdkConfig: { baseCredentials: unknown };
  }) => Toolkit;
  BaseCredentials: { custom(given: { provider: CredentialProvider; region: string }): unknown };
}

/** https://docs.aws.amazon.com/cdk/api/toolkit-lib/classes/Toolkit.html */
export interface Toolkit {
  fromAssemblyDirectory(folder: string): Promise<object>;
  deploy(
    source: object,
    options: { tags: { Key: string; Value: string }[]; stackEventPollingInterval: number },
  ): Promise<{ stacks: { stackName: string; stackArn: string; outputs: Record<string, string> }[] }>;
}

/** Hears what the toolkit says and answers what it asks. */
export interface IoHost {
  notify(message: IoMessage): Promise<void>;
  requestResponse(request: IoMessage & { defaultResponse: unknown }): Promise<unknown>;
}

/** https://docs.aws.amazon.com/cdk/api/toolkit-lib/message-registry/ */
export interface IoMessage {
  code?: string;
  level: string;
  message: string;
  data: unknown;
}

const pinned = join(import.meta.dirname, 'toolkit');
const files = ['package.json', 'package-lock.json'];

/** Megabytes that are fetched, unpacked: `du` of the pinned version. */
export const toolkitMegabytes = 140;

/** Where the pinned version lies or will lie. */
export function toolkitFolder(cache = project.cache): string {
  const key = hashText(...files.map((name) => readFileSync(join(pinned, name), 'utf8')));
  return join(cache, 'aws-toolkit', key.slice(0, 16));
}

export const isToolkitFetched = (): boolean => existsSync(toolkitFolder());

/**
 * Loads AWS's own deployment kit. It is fetched from the npm registry when it is first needed: the version of the lock
 * file, each package checked against the hash in it, and no script of any package runs.
 */
export async function loadToolkit(signal: AbortSignal): Promise<ToolkitModule> {
  const folder = toolkitFolder();
  if (!existsSync(folder)) await fetchToolkit(folder, signal);
  const entry = createRequire(join(folder, 'package.json')).resolve('@aws-cdk/toolkit-lib');
  const loaded = await import(pathToFileURL(entry).href);
  return loaded.default ?? loaded;
}

async function fetchToolkit(folder: string, signal: AbortSignal): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  // Under another name until it is whole.
  const draft = mkdtempSync(`${folder}.`);
  try {
    for (const name of files) cpSync(join(pinned, name), join(draft, name));
    await installed(draft, signal);
    await keepDraft(draft, folder, 'package.json');
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function installed(folder: string, signal: AbortSignal): Promise<void> {
  const child = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
    ...inOwnGroup,
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const stop = () => endGroup(child, 'SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  }).finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (code === 0) return;
  throw new TwoPartError(
    `AWS’s deployment kit could not be fetched from the npm registry:\n${said.join('').trim()}`,
    'Look whether this machine reaches the registry, and run the lab again. Nothing was created on AWS.',
  );
}
