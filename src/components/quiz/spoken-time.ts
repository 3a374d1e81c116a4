/** A target time as one says it: seconds up to a minute and a half, minutes above. */
export function spokenTime(seconds: number): string {
  return seconds <= 90 ? `${seconds} seconds` : `${seconds / 60} minutes`;
}
