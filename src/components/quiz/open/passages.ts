/** A part of a text, from its first character to behind its last one. */
export interface Span {
  from: number;
  to: number;
}

/** A part of one of several passages. */
export interface Place extends Span {
  passage: number;
}

/**
 * For each point of a rubric, the sentence of the great answer that says it. First the passage is found that shares the
 * largest part of the point's words, in it the sentence that does. Undefined where no passage shares enough, so that
 * nothing is marked by accident.
 */
export function placesOf(
  points: readonly string[],
  passages: readonly string[],
  sentencesIn: (passage: string) => Span[],
): (Place | undefined)[] {
  const cut = passages.map((text) =>
    sentencesIn(text).map((span) => ({ ...span, words: wordsOf(text.slice(span.from, span.to)) })),
  );
  const wordsOfPassages = passages.map(wordsOf);
  return points.map((point) => {
    const words = wordsOf(point);
    const { at: passage, shared } = nearest(words, wordsOfPassages);
    if (shared / words.size < enough) return undefined;
    const sentences = cut[passage] ?? [];
    const said =
      sentences[
        nearest(
          words,
          sentences.map((each) => each.words),
        ).at
      ];
    return said && { passage, from: said.from, to: said.to };
  });
}

/** The sentences of a text, without the spaces around them. */
export function sentencesOf(text: string): Span[] {
  return [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)]
    .map(({ segment, index }) => {
      const from = index + (segment.length - segment.trimStart().length);
      return { from, to: from + segment.trim().length };
    })
    .filter(({ from, to }) => to > from);
}

const enough = 0.35;

/** Which text shares most of these words; of two that share as many, the one that says less beside them. */
function nearest(words: ReadonlySet<string>, texts: readonly ReadonlySet<string>[]) {
  let best = { at: -1, shared: 0, size: 0 };
  texts.forEach((text, at) => {
    const shared = [...words].filter((word) => text.has(word)).length;
    const isNearer = shared > best.shared || (shared === best.shared && text.size < best.size);
    if (isNearer && shared > 0) best = { at, shared, size: text.size };
  });
  return best;
}

const common = new Set(
  'about after again also and are because been before being both but can does each every for from has have how into its more not only other over same says that the their them then there they this what when where which while who will with without would'.split(
    ' ',
  ),
);

/** The words that carry meaning, by their stems, so that “retries” meets “retry”. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !common.has(word)).map(stemOf));
}

function stemOf(word: string): string {
  return word.length <= 4 ? word.replace(/s$/, '') : word.replace(/(ies|ied|y|ing|ed|es|s|e)$/, '');
}
