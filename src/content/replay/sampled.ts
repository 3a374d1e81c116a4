/*
 * A trace says in words what it left out. Who writes that sentence and who reads the numbers in it stand together.
 */

/** What else a trace says of itself. */
interface Origin {
  /** Of which stretch of the run `all` are the orders, e.g. `1 s after the first request`; of the whole when it is not said. */
  stretch?: string | undefined;
  /** What a stand-in told of, by name. */
  standIns?: readonly string[];
}

/** What a trace holds of a run, in sentences: `kept` of `all` orders. */
export function sampledText(kept: number, all: number, { stretch, standIns = [] }: Origin = {}): string {
  const from = stretch === undefined ? '' : `, ${stretch}`;
  const every = from === '' ? '' : ` The orders${from}.`;
  const which = kept === all ? every : ` ${kept} of ${all} orders, evenly spread over their arrival${from}.`;
  const told = standIns.length === 0 ? '' : ` A stand-in tells of ${standIns.join(' and ')}.`;
  return `One of the repetitions.${which}${told} Times count from its begin, rounded to 0.1 ms; ids are shortened; log lines are left out.`;
}

/** What a page says of a trace of which `drawn` orders can be drawn. */
export interface Sample {
  sampled: string;
  /** How many orders there were, when some were left out; `more` where the trace does not tell. */
  all?: number | 'more';
}

const counted = /\b(\d+) of (\d+) orders, evenly spread/;

/**
 * Reads the sentence of a trace, in a pipeline that `carries` this. One that counted other things among the orders does not
 * tell how many there were.
 */
export function sampleOf(sampled: string, drawn: number, carries = 'order'): Sample {
  const [, kept, all] = counted.exec(sampled) ?? [];
  if (all === undefined) return { sampled: inWordsOf(carries, sampled) };
  if (Number(kept) === drawn) return { sampled: inWordsOf(carries, sampled), all: Number(all) };
  const some = sampled.replace(counted, 'Some of the orders, evenly spread');
  return { sampled: inWordsOf(carries, some), all: 'more' };
}

/** A trace calls an order whatever came in. Where requests travel, each of them is one, whatever it asks for. */
const inWordsOf = (carries: string, sampled: string): string =>
  carries === 'request' ? sampled.replace(/(\d|The|the) orders\b/, '$1 requests') : sampled;
