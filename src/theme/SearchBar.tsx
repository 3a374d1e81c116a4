import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import styles from '../components/search/Search.module.css';

type Dialog = ComponentType<{ onClose(): void }>;

/** The way to the search: a button, `Ctrl K` or `/`. Its code and its index are fetched when it is opened. */
export default function SearchBar(): ReactNode {
  const [wanted, setWanted] = useState(false);
  const [loaded, setLoaded] = useState<{ Dialog: Dialog }>();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const byLetter = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const bySlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (!byLetter && !bySlash) return;
      event.preventDefault();
      setWanted(true);
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  useEffect(() => {
    if (!wanted || loaded) return;
    import('../components/search/SearchDialog.tsx').then(
      (module) => setLoaded({ Dialog: module.SearchDialog }),
      // Pressed again, it is asked for again.
      () => setWanted(false),
    );
  }, [wanted, loaded]);
  return (
    <>
      <button
        type="button"
        className={`${styles.open} needs-js`}
        aria-keyshortcuts="Control+K /"
        onClick={() => setWanted(true)}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="m13 13 5 5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span>Search</span>
        <kbd className="for-keys">Ctrl K</kbd>
      </button>
      {wanted && loaded && <loaded.Dialog onClose={() => setWanted(false)} />}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return element?.matches?.('input, textarea, select, [contenteditable]') ?? false;
}
