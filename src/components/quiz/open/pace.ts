/** How an answer stands against its target: near from four fifths of it on. */
export function paceOf(seconds: number, targetSeconds: number): 'within' | 'near' | 'over' {
  if (seconds >= targetSeconds) return 'over';
  return seconds >= targetSeconds * 0.8 ? 'near' : 'within';
}

/** Seconds as a clock shows them: 1:05. */
export function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
