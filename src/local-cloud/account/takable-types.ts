import { knownTypes } from '../services.ts';
import type { KnownTypes } from '../template/planning.ts';

/** The CloudFormation types that a stack may have which is to be deleted while the cloud goes on. */
export const takableTypes: KnownTypes = {
  resourceTypes: new Map(
    [...knownTypes.resourceTypes].filter(([, { remove, leavesNothing }]) => remove || leavesNothing),
  ),
  withoutEffect: knownTypes.withoutEffect,
};
