export interface LambdaSettings {
  /** Concurrent executions that all functions share. AWS: 1,000 per Region, less in new accounts. */
  accountConcurrency: number;
  /** How much of it stays for functions that reserve none. AWS: 100. */
  minimumUnreservedConcurrency: number;
  /** Seconds that a function's static code may take before its first invocation; AWS: 10. Slow machines may need more. */
  lambdaInitSeconds: number;
  /**
   * Milliseconds for which a poller holds a throttled batch before it tries again; they double from one try to the next.
   * AWS says that its pollers back off, and not how fast.
   */
  pollerBackOffMs: number;
}

export const lambdaSettings: LambdaSettings = {
  accountConcurrency: 1_000,
  minimumUnreservedConcurrency: 100,
  lambdaInitSeconds: 10,
  pollerBackOffMs: 100,
};
