/** What an execution environment is started with. */
export interface RuntimeOptions {
  directory: string;
  /** `file.export` */
  handler: string;
  functionName: string;
  /** `$LATEST` or a number. */
  functionVersion: string;
  memoryMiB: number;
  /** Major version of Node.js that the function asks for: 24. */
  nodeMajor: number;
  logGroupName: string;
  logStreamName: string;
  /** PEM of a certificate to trust besides the usual ones. */
  trustedCertificate: string | undefined;
  /** Port on loopback that the cloud's own https name leads to. */
  ownHostPort: number | undefined;
  /** Whether the runtime has to watch its memory itself. */
  watchesMemory: boolean;
}

/** From the service to the runtime: run this, with the event that follows. */
export interface RuntimeRequest {
  invocationId: string;
  /** As the caller named the function, qualifier included. */
  functionArn: string;
  clientContext: unknown;
  /** Unix time in ms at which the function times out. */
  deadlineMs: number;
  /** Faults that were asked for. */
  faults: { delayMs: number; fail: boolean };
}
