/**
 * For each point of a rubric, the passage of the great answer that says it: the one that shares the largest part of the
 * point's words. Undefined where no passage shares enough, so that nothing is marked by accident.
 */
export function passagesOf(points: readonly string[], passages: readonly string[]): (number | undefined)[] {
  const wordsOfPassages = passages.map(wordsOf);
  return points.map((point) => {
    const words = wordsOf(point);
    const shares = wordsOfPassages.map(
      (each) => [...words].filter((word) => each.has(word)).length / words.size,
    );
    const best = shares.indexOf(Math.max(...shares));
    return best >= 0 && (shares[best] ?? 0) >= enough ? best : undefined;
  });
}

const enough = 0.35;
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
