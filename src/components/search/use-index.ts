import type MiniSearch from 'minisearch';
import { useCallback, useEffect, useState } from 'react';
import { type Place, readIndex } from '#content/search.ts';

let fetched: Promise<MiniSearch<Place>> | undefined;

/** The site's search index, fetched once; `failed` until `retry` succeeds. */
export function useIndex(address: string): { index?: MiniSearch<Place>; failed: boolean; retry(): void } {
  const [index, setIndex] = useState<MiniSearch<Place>>();
  const [failed, setFailed] = useState(false);
  const retry = useCallback(() => {
    setFailed(false);
    fetched ??= fetchIndex(address);
    fetched.then(setIndex, () => {
      fetched = undefined;
      setFailed(true);
    });
  }, [address]);
  useEffect(retry, [retry]);
  return { index, failed, retry };
}

async function fetchIndex(address: string): Promise<MiniSearch<Place>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return readIndex(await response.text());
}
