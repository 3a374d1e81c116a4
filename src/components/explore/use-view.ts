import { useLocation } from '@docusaurus/router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { replaceAddress } from '../replace-address.ts';
import { type Problem, readAddress, type View, writeAddress } from './address.ts';

/** What the page shows, held by its address: reading it restores the page, and a change of the page writes it. */
export function useView(knownRuns: readonly string[]): {
  view: View;
  problems: Problem[];
  change(change: Partial<View>): void;
} {
  const { search } = useLocation();
  // Read at once: what stands in the address is what the first run is asked for.
  const [{ view, problems }, setRead] = useState(() => readAddress(location.search, knownRuns));
  const followed = useRef(search);

  useEffect(() => {
    if (search === followed.current) return;
    followed.current = search;
    setRead(readAddress(search, knownRuns));
  }, [search, knownRuns]);

  useEffect(() => {
    // An address with a mistake stays, to be corrected, until something is changed here.
    if (problems.length > 0) return;
    const address = location.pathname + writeAddress(view) + location.hash;
    if (address === location.pathname + location.search + location.hash) return;
    return replaceAddress(address);
  }, [view, problems]);

  const change = useCallback(
    (part: Partial<View>) => setRead((before) => ({ view: { ...before.view, ...part }, problems: [] })),
    [],
  );
  return { view, problems, change };
}
