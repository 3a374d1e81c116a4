import { useEffect, useState } from 'react';
import type { CardData } from '#content/page-data.ts';
import type { CardLoaders } from '#content/practice.ts';
import type { CardRef } from '#content/question-bank.ts';

/** What a card asks, once the cards of its part have been fetched. */
export function useCard(
  card: CardRef,
  load: CardLoaders[string] | undefined,
): { data?: CardData; failed: boolean } {
  const [found, setFound] = useState<{ id: string; data?: CardData | undefined }>();
  useEffect(() => {
    let left = false;
    const keep = (data?: CardData) => !left && setFound({ id: card.id, data });
    Promise.resolve(load?.())
      .then((module) => module?.default.find(({ id }) => id === card.id))
      .then(keep, () => keep());
    return () => {
      left = true;
    };
  }, [card.id, load]);
  // Until it comes, what is there belongs to the card before.
  if (found?.id !== card.id) return { failed: false };
  return found.data ? { data: found.data, failed: false } : { failed: true };
}
