import { choice } from './choice.ts';
import { fail } from './fail.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { pass } from './pass.ts';
import type { StateType } from './state-type.ts';
import { succeed } from './succeed.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

/** By `Type`. */
export const stateTypes: ReadonlyMap<string, StateType> = new Map(
  [choice, fail, map, parallel, pass, succeed, task, wait].map((each) => [each.type, each]),
);
