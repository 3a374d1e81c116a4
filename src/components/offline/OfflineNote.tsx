import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';

/** Says on every page whether the site is stored here, and when there is no network. */
export function OfflineNote(): ReactNode {
  const online = useSyncExternalStore(
    hearOfNetwork,
    () => navigator.onLine,
    () => true,
  );
  const stored = useStored();
  // That the site is stored is found out on every page, and is no news there. That the network goes or comes is.
  const [changed, setChanged] = useState(false);
  useEffect(() => hearOfNetwork(() => setChanged(true)), []);
  return (
    <span aria-live={changed ? 'polite' : 'off'} className="needs-js">
      {stored
        ? online
          ? 'Stored in this browser: the site works without a network.'
          : 'No network: this is the copy in this browser. Your answers are kept.'
        : online
          ? 'After this visit the site works without a network.'
          : 'No network, and no copy in this browser yet.'}
    </span>
  );
}

function hearOfNetwork(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Whether the service worker has stored the whole site: it is ready when it has. */
function useStored(): boolean {
  const [stored, setStored] = useState(false);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    let here = true;
    navigator.serviceWorker.ready.then(() => here && setStored(true));
    return () => {
      here = false;
    };
  }, []);
  return stored;
}
