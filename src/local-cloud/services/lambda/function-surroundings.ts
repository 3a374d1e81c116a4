import type { Callers } from '../../kernel/callers.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { LogLines } from '../../kernel/log-lines.ts';
import type { Region } from '../../kernel/region.ts';
import type { ConcurrencyLimits } from './concurrency-limits.ts';
import type { FunctionMetrics } from './function-metrics.ts';

/** What a deployed function needs of the service that it belongs to. */
export interface FunctionSurroundings {
  /** Where the functions run, while it is there. */
  readonly region: Region;
  readonly events: EventStream;
  readonly faults: Faults;
  readonly metrics: FunctionMetrics;
  readonly logs: LogLines;
  readonly limits: ConcurrencyLimits;
  readonly initTimeoutSeconds: number;
  /** Where handlers find the services, by name. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Where handlers find what is not emulated. */
  readonly elsewhere: string;
  /** PEM of a certificate that handlers are to trust; undefined when nothing here has one. */
  readonly trustedCertificate: string | undefined;
  /** Port that the runtime leads the cloud's own https name to; undefined when nothing here has one. */
  readonly ownHostPort: number | undefined;
  /** Which invocation calls with which credentials. */
  readonly callers: Callers;
}
