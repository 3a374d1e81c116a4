import { useEffect, useState } from 'react';
import { replaceAddress } from '../replace-address.ts';
import { everything, type Filter, filterOf, queryOf } from './filter.ts';

/**
 * The filter of the ledger, kept in the page's address so that a link shows the same. A link to one statement shows
 * everything: what it leads to must be there.
 */
export function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const [filter, setFilter] = useState(everything);
  useEffect(() => {
    setFilter(filterOf(location.search));
    const showAll = () => {
      setFilter(everything);
      // After React has shown it again.
      requestAnimationFrame(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
    };
    addEventListener('hashchange', showAll);
    return () => removeEventListener('hashchange', showAll);
  }, []);
  const change = (changed: Partial<Filter>) => {
    const next = { ...filter, ...changed };
    setFilter(next);
    replaceAddress(location.pathname + queryOf(next));
  };
  return [filter, change];
}
