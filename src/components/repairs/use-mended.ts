import useBaseUrl from '@docusaurus/useBaseUrl';
import { useCallback, useEffect, useState } from 'react';
import { mendedPath } from '#content/own-run.ts';
import type { Mended } from '#content/repair-state.ts';
import { isServedWithLabs } from '../own-run/is-served-with-labs.ts';
import { keepMended, readMended } from './kept-mended.ts';

/**
 * Which repairs the reader has mended: what the server of `npm start` knows (`told`), asked again whenever the reader
 * comes back to the page; where none tells it, what a file said that was chosen here. Empty while nothing is known.
 */
export function useMended(): { mended: Mended; told: boolean; choose(mended: Mended): void } {
  const address = useBaseUrl(mendedPath);
  const [mended, setMended] = useState<Mended>({});
  const [told, setTold] = useState(false);
  useEffect(() => {
    setMended(readMended());
    if (!isServedWithLabs()) return;
    let gone = false;
    const ask = async () => {
      const answer = await fetch(address).catch(() => undefined);
      // A browser without the key is told nothing, and may choose the file.
      const known: Mended | undefined = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
      if (!known || gone) return;
      setMended(known);
      setTold(true);
    };
    void ask();
    addEventListener('focus', ask);
    return () => {
      gone = true;
      removeEventListener('focus', ask);
    };
  }, [address]);
  const choose = useCallback((chosen: Mended) => {
    keepMended(chosen);
    setMended(chosen);
  }, []);
  return { mended, told, choose };
}
