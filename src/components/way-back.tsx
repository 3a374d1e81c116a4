import type { ReactNode } from 'react';

/** Says what of the reader's own is gone, and how to have it back: as long as the page is open. */
export function WayBack({ gone, onUndo }: { gone: string | undefined; onUndo(): void }): ReactNode {
  return (
    <div role="status">
      {gone && (
        <p>
          {gone}{' '}
          <button type="button" className="button button--secondary button--sm" onClick={onUndo}>
            Undo
          </button>
        </p>
      )}
    </div>
  );
}
