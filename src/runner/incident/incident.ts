import type { CloudEvent } from '#content/event.ts';
import type { Harm } from '#content/harms.ts';
import type { Edit } from '#content/repair.ts';
import type { CauseId } from './causes.ts';
import type { World } from './world.ts';

/** One thing that is shown and tells of a cause. */
export interface Signal {
  /** What the player types to see it. */
  command: string;
  /** What is to be seen there, in a sentence. */
  shows: string;
  /** In what the command prints. The patterns of all signals of an incident together fit no other incident. */
  pattern: RegExp;
  /** The event with which it begins to show; none for what shows in numbers only. */
  first?(event: CloudEvent): boolean;
}

/** A remedy that suggests itself, and does harm. */
export interface Temptation {
  commands: string[];
  /** What orders suffer from it. */
  harm: Harm;
}

/** One hidden fault under load. A file of `incidents/` exports one by default. */
export interface Incident {
  cause: CauseId;
  /** What customers say, as the pager tells it: no word of the cause. */
  pager: string[];
  /** Seconds from the fault to the pager: time enough for the signals to show. */
  pageAfter: number;
  /** What the fault does to orders by itself, before anybody can mend it. */
  harms: readonly Harm[];
  /** What is otherwise in the function's code from the beginning. */
  release?: readonly Edit[];
  /** What goes on from the beginning, and is not the fault. */
  before?(world: World): void;
  /** Lets the fault happen. */
  strike(world: World): Promise<void> | void;
  /** Whether it is there no more, where the last orders cannot tell: those that it strikes at random. */
  isMended?(world: World): boolean;
  /** What happened, said afterwards. */
  happened: string;
  signals: readonly Signal[];
  /** The commands of the shortest way, without `cause` and `done`. */
  shortest: readonly string[];
  temptation?: Temptation;
}
