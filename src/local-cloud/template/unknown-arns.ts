import { arnOf } from '../kernel/account.ts';
import { holdsLateValue } from './late-values.ts';
import type { PlanStep } from './planning.ts';

/** Every account has it in each Region. */
const defaultBus = () => arnOf('events', 'event-bus/default');

/**
 * Refuses ARNs that no resource of the assembly has where one of them is needed. A qualifier of a function and the `:*` of
 * a log group may be there or not.
 */
export function refuseUnknownArns(steps: readonly PlanStep[]): void {
  const known = new Set<string>();
  for (const { resource, region } of steps) {
    known.add(region.run(defaultBus));
    for (const value of [resource.ref, ...Object.values(resource.attributes)])
      if (value.startsWith('arn:')) known.add(value).add(value.replace(/:\*$/, ''));
  }
  for (const { resource, type, settle, refuse } of steps) {
    // What it refers to is known only when it is created.
    if (settle) continue;
    for (const [property, arn] of Object.entries(type.refersTo?.(resource.properties) ?? {})) {
      if (arn === undefined || holdsLateValue(arn) || known.has(arn)) continue;
      if (known.has(arn.split(':').slice(0, 7).join(':'))) continue;
      refuse(property, `no resource of this assembly has the ARN ${arn}.`);
    }
  }
}
