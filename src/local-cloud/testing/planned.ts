import assert from 'node:assert/strict';
import { DeployError } from '../kernel/errors.ts';
import { knownTypes } from '../services.ts';
import type { StackArtifact } from '../template/assembly.ts';
import { planStacks } from '../template/plan.ts';
import type { Template } from '../template/template.ts';

/** A stack of an assembly, made of a template alone. */
export const stackOf = (template: Template, name = 'Test'): StackArtifact => ({
  name,
  template,
  assets: new Map(),
});

/** The plan of these stacks, with all the types that the cloud knows. */
export const plan = (...stacks: StackArtifact[]) => planStacks(stacks, knownTypes);

/** What is said of stacks that are refused. Fails when they are planned. */
export function refusalOf(...stacks: StackArtifact[]): DeployError {
  try {
    plan(...stacks);
  } catch (error) {
    assert.ok(error instanceof DeployError);
    return error;
  }
  assert.fail('The assembly is planned, though it should be refused.');
}
