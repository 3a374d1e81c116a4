import type { Kernel } from '../../kernel/kernel.ts';
import type { Random } from '../../kernel/random.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What states work with. */
export interface Surroundings {
  kernel: Pick<Kernel, 'clock' | 'events' | 'metrics' | 'logs' | 'functions' | 'targets' | 'apis'>;
  random: Random;
  tokens: TaskTokens;
  /** Resolves when the Standard execution with this ARN has ended. Rejects when there is none. */
  executionEnded(executionArn: string): Promise<void>;
}
