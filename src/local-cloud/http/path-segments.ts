/** The segments of a path; slashes at its end or doubled make none. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((each) => each !== '');
}

/** A segment with its percent-encoding taken off, or as it is when that is broken. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A path with the percent-encoding of each segment taken off. */
export const decodePath = (path: string): string =>
  path.includes('%') ? path.split('/').map(decodeSegment).join('/') : path;
