import useBaseUrl from '@docusaurus/useBaseUrl';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { bestSentence, type Found, find, groups, sentenceAddress } from '#content/search.ts';
import { Marked } from './Marked.tsx';
import styles from './Search.module.css';
import { useIndex } from './use-index.ts';

/** Searches the whole site as one types; the arrow keys choose, Enter opens at the sentence, Escape closes. */
export function SearchDialog({ onClose }: { onClose(): void }): ReactNode {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const root = useBaseUrl('/');
  const { index, failed, retry } = useIndex(`${root}search/index.json`);
  useEffect(() => dialog.current?.showModal(), []);

  const asked = query.trim();
  const results = useMemo(() => (index && asked ? inGroups(find(index, asked)) : []), [index, asked]);
  const flat = results.flatMap(({ found }) => found);
  const active = flat[Math.min(chosen, flat.length - 1)];
  useEffect(() => {
    if (active) document.getElementById(`${id}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  const keys = (event: KeyboardEvent) => {
    // Enter and the arrows choose among the signs of an input method while one is open.
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && flat.length > 0) {
      event.preventDefault();
      setChosen((Math.min(chosen, flat.length - 1) + by + flat.length) % flat.length);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      document.getElementById(`${id}-${active.id}`)?.click();
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog closes on Escape by itself
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.bar}>
        <input
          type="search"
          role="combobox"
          className={styles.input}
          aria-label="Search lessons, questions, claims, facts, failures and the local cloud"
          aria-expanded={flat.length > 0}
          aria-controls={`${id}-results`}
          aria-activedescendant={active && `${id}-${active.id}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search everything"
          value={query}
          onKeyDown={keys}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
        />
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => dialog.current?.close()}
        >
          Close
        </button>
      </div>
      <p className={styles.status} role="status">
        {failed ? 'The index could not be fetched.' : said(index !== undefined, asked, flat.length)}
        {failed && (
          <button type="button" className="button button--secondary button--sm" onClick={retry}>
            Try again
          </button>
        )}
      </p>
      {/* The focus stays in the field, as in any combobox: the arrow keys move what is chosen. */}
      <div id={`${id}-results`} role="listbox" aria-label="Results" className={styles.results}>
        {results.map(({ group, found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, not fieldsets
          <div key={group} role="group" aria-label={group}>
            <p className={styles.group} aria-hidden="true">
              {group}
            </p>
            {found.map((each) => (
              <Result
                key={each.id}
                id={`${id}-${each.id}`}
                found={each}
                selected={each === active}
                root={root}
                onOpen={() => dialog.current?.close()}
              />
            ))}
          </div>
        ))}
      </div>
    </dialog>
  );
}

function Result({
  id,
  found,
  selected,
  root,
  onOpen,
}: {
  id: string;
  found: Found;
  selected: boolean;
  root: string;
  onOpen(): void;
}): ReactNode {
  const { page, heading, address, text, words } = found;
  const sentence = bestSentence(text, words);
  return (
    // A link, so that the browser itself goes to the sentence and marks it; the field keeps the focus.
    <a
      id={id}
      role="option"
      aria-selected={selected}
      className={styles.option}
      href={root.slice(0, -1) + sentenceAddress(address, sentence)}
      tabIndex={-1}
      onClick={onOpen}
    >
      <b className={styles.title}>
        {page}
        {heading && <span> › {heading}</span>}
      </b>
      <span className={styles.sentence}>
        <Marked text={sentence} words={words} />
      </span>
    </a>
  );
}

function inGroups(found: Found[]): { group: string; found: Found[] }[] {
  const sets = groups.map((group) => ({ group, found: found.filter((each) => each.group === group) }));
  // The group of the best result first; where the best ones are equally good, the order of the groups.
  return sets
    .filter((set) => set.found.length > 0)
    .sort((a, b) => found.indexOf(a.found[0] as Found) - found.indexOf(b.found[0] as Found));
}

function said(ready: boolean, asked: string, count: number): ReactNode {
  if (asked === '') {
    return (
      <>
        <span className="for-keys">Arrow keys choose, Enter opens, Escape closes.</span>
        <span className="for-touch">A word, a metric, an error’s text, a claim.</span>
      </>
    );
  }
  if (!ready) return 'Fetching the index…';
  if (count === 0) return 'Nothing was found. Try fewer or other words.';
  return `${count} ${count === 1 ? 'place' : 'places'}`;
}
