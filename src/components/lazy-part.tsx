import { type LazyExoticComponent, lazy, type ReactNode } from 'react';

/**
 * A component whose code comes when it is shown for the first time. Where it does not come, its place says so; React would
 * put an error in place of the whole page.
 */
export function lazyPart<Props>(
  load: () => Promise<{ default: (props: Props) => ReactNode }>,
): LazyExoticComponent<(props: Props) => ReactNode> {
  return lazy<(props: Props) => ReactNode>(() => load().catch(() => ({ default: DidNotCome })));
}

function DidNotCome(): ReactNode {
  return (
    <p role="alert">
      A part of this page did not come.{' '}
      <button type="button" className="button button--secondary button--sm" onClick={() => location.reload()}>
        Load the page again
      </button>
    </p>
  );
}
