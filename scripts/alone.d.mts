export function alone<Result>(
  place: string,
  options: { onWait(): void; everyMs?: number; goneAfterMs?: number; signal?: AbortSignal | undefined },
  work: () => Promise<Result>,
): Promise<Result>;
