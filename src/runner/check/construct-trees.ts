import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from 'aws-cdk-lib/core';
import type { Context } from '../assembly.ts';
import type { Lab } from '../labs.ts';

/** CDK hands every new app to what stands here; it says that this is for tests. */
const appHook = Symbol.for('@aws-cdk/core.App#initHook');

const settings = {
  // No rule looks into code: nothing is bundled, and nothing is copied.
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
};

let count = 0;

/**
 * The synthesized apps of a lab's `stack.ts`, as trees of constructs; the lab has one, as a rule. Each call runs the stack
 * anew, in this process: they come one after the other, since CDK reads the settings from the environment.
 */
export async function constructTrees(lab: Lab, context: Context): Promise<App[]> {
  const apps: App[] = [];
  const hooks = globalThis as { [appHook]?: (app: App) => void };
  const environment = {
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...settings }),
    // `check` does that, for all stacks at once.
    CDK_VALIDATION: 'false',
    JSII_DEPRECATED: 'quiet',
  };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  hooks[appHook] = (app) => apps.push(app);
  try {
    // A module of another address is another module, and runs again.
    await import(`${pathToFileURL(join(lab.folder, 'stack.ts')).href}?run=${count++}`);
    for (const app of apps) app.synth();
  } finally {
    delete hooks[appHook];
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  // Of no app every rule would be content.
  if (apps.length === 0) throw new Error(`CDK told of no app in the stack of ${lab.name}.`);
  return apps;
}
