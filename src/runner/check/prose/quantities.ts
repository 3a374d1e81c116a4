/** A quantity that was typed: the text of it, and where it begins. */
export interface Quantity {
  text: string;
  index: number;
}

/** Words after a number that make it a quantity, whatever the number looks like. */
const unit =
  /^(ms|s|min|h|seconds?|milliseconds?|minutes?|hours?|days?|weeks?|months?|percent|times|kb|kib|mb|mib|gb|gib|tb|bytes?|orders?|messages?|requests?|writes?|reads?|callers?|customers?|invocations?|attempts?|retries|batches|items?|pollers?|environments?|functions?|groups?|calls?|users?|dollars?|per)\b/i;

/** Words before a number that make it part of a name. */
const nameBefore =
  /(?:^|[\s(“])(?:Node\.js|Node|Part|RFC|Route|HTTP|Python|Java|TLS|version|List|text|overview|newsletter)\s+$/;

const statuses =
  /^(?:[1-5]xx|10[0-3]|20[0-8]|226|30[0-8]|4(?:0\d|1[0-8]|2[1-9]|31|51)|50[0-8]|51[01])(?:s|\/(?:[1-5]xx|[2-5]\d\d))*$/;
const year = /^(?:19|20)\d\d(?:[–-](?:(?:19|20)\d\d|\d\d))?$/;
/** `S3`, `p99`, `HTTP/2`, `x86`, `002/s10`: what begins with a letter, and the ids of texts and their statements. */
const name = /^(?:\p{L}[\p{L}\p{N}./’'-]*|00[0-4](?:\/[a-z0-9-]+)?)$/u;

/** The quantities in a piece of prose: every number that is no status, no year and no part of a name. */
export function findQuantities(prose: string): Quantity[] {
  return [...prose.matchAll(/[^\s()[\]“”"‘,;!?—]*\d[^\s()[\]“”"‘;!?—]*/gu)].flatMap((match) => {
    const text = match[0].replace(/[.,:’']+$/, '');
    const { index } = match;
    const after = prose.slice(index + match[0].length).trimStart();
    return isAllowed(text, prose.slice(0, index), after) ? [] : [{ text: withUnit(text, after), index }];
  });
}

function isAllowed(text: string, before: string, after: string): boolean {
  if (/^https?:\/\//.test(text) || name.test(text)) return true;
  if (nameBefore.test(before)) return true;
  if (/^\d+(st|nd|rd|th)$/.test(text) && /^percentile/.test(after)) return true;
  return (statuses.test(text) || year.test(text)) && !unit.test(after);
}

function withUnit(text: string, after: string): string {
  const [word] = unit.exec(after) ?? [];
  return word ? `${text} ${word}` : text;
}
