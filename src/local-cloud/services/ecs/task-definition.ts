import type { Image } from './image/image.ts';

/** What a task of one container runs. */
export interface TaskDefinition {
  arn: string;
  image: Image;
  /** Arguments of node. */
  program: readonly string[];
  /** On this machine. */
  directory: string;
  variables: Readonly<Record<string, string>>;
  hasInit: boolean;
  /** Seconds of AWS's time between SIGTERM and SIGKILL. */
  stopTimeoutSeconds: number;
  /** Of CloudWatch Logs; undefined when its lines go to none. `stream` is what its streams' names begin with. */
  log: { group: string; stream: string } | undefined;
}
