/* Synthesizes stacks one after the other, in this process. `synthesizeTogether` starts it, with a list of them. */
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { App } from 'aws-cdk-lib/core';
import type { Context } from '../assembly.ts';

/** A CDK app, what it reads with `tryGetContext`, and the folder for what it synthesizes. */
export interface StackInTurn {
  file: string;
  context: Context;
  draft: string;
}

/** CDK hands every new app to what stands here. */
const appHook = Symbol.for('@aws-cdk/core.App#initHook');
const hooks = globalThis as { [appHook]?: (app: App) => void };

const stacks: StackInTurn[] = JSON.parse(process.env.STACKS_IN_TURN ?? '[]');
for (const [turn, { file, context, draft }] of stacks.entries()) {
  const apps: App[] = [];
  hooks[appHook] = (app) => apps.push(app);
  process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
  process.env.CDK_OUTDIR = draft;
  try {
    // A module of another address is another module, and runs again for another context.
    await import(`${pathToFileURL(file).href}?turn=${turn}`);
    for (const app of apps) app.synth();
  } catch {
    // Whoever needs it asks for it alone, and hears why.
    rmSync(draft, { recursive: true, force: true });
  }
}
// Else each app would be synthesized once more at the end.
process.exit();
