import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';

/** State that survives a visit to another page, but not the tab. Without storage it is kept in memory. */
export function useSessionState<T>(key: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const [state, setState] = useState(initial);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const kept = read<T>(key);
    if (kept !== undefined) setState(kept);
    setRestored(true);
  }, [key]);
  useEffect(() => {
    if (restored) write(key, state);
  }, [key, state, restored]);
  return [state, setState];
}

function read<T>(key: string): T | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage loses nothing but the memory of this tab.
  }
}
