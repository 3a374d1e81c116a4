import type { Template } from '#experiment/deployment.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A run as it was rehearsed, and the templates that it deploys. */
export type RehearsedRun = Pick<
  Rehearsal,
  'events' | 'ownObjectRequests' | 'durationSeconds' | 'deployments'
> & { templates: readonly Template[] };

/** Something that AWS bills in labs beside what the site's own bills are made of. */
export interface Charge {
  /** What one has many of, in words. */
  label: string;
  /** The fact that says what one of it costs. */
  price: string;
  /** How much of it a stack uses in an hour, whether anybody uses the stack or not. */
  inAnHour?(template: Template): number;
  /** An hour that has begun counts whole. */
  wholeHours?: true;
  /** How much of it the run uses. */
  inRun?(run: RehearsedRun): number;
}
