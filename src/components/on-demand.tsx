import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { focusedIn, focusSame, released } from './in-hand.ts';

/** How far from the window an element comes to life: before a reader who scrolls has reached it. */
const near = '800px';

/** What is known of an element on demand: its code as a promise, and once it has come. */
interface Piece<Props extends object> {
  load(): Promise<ComponentType<Props>>;
  wakes: 'near' | 'any';
  atBuild: ComponentType<object>;
  live?: ComponentType<Props>;
}

/**
 * An element whose code comes to a page only where it is used, and when the reader comes near it: until then, and
 * without scripts, the page shows what was rendered when the site was built, and React leaves that alone. Nothing in it
 * answers before, so a control in it stays disabled until it is live. The first key wakes all of them; with `any` the
 * first scroll or press does so too, because the element may stand elsewhere than it was rendered.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { wakes = 'near' }: { wakes?: 'near' | 'any' } = {},
): (props: Props) => ReactNode {
  const atBuild = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  const piece: Piece<Props> = { load, wakes, atBuild };
  return (props) => <OnDemand piece={piece} props={props} />;
}

function OnDemand<Props extends object>({ piece, props }: { piece: Piece<Props>; props: Props }): ReactNode {
  const isBrowser = useIsBrowser();
  const place = useRef<HTMLDivElement>(null);
  const [, showLive] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let gone = false;
    const wake = async () => {
      try {
        piece.live ??= await piece.load();
      } catch {
        // Its code did not come, and is asked for again when there is a network.
        if (!gone) addEventListener('online', again, { once: true });
        return;
      }
      const built = place.current;
      if (built) await released(built);
      if (gone) return;
      // At once: nobody can press what is shown between the look and the change.
      const focused = built && focusedIn(built);
      flushSync(showLive);
      if (focused && place.current) focusSame(place.current, focused);
    };
    const again = () => void wake();
    const stop = whenNear(place.current?.firstElementChild, piece.wakes, again);
    return () => {
      gone = true;
      removeEventListener('online', again);
      stop();
    };
  }, [piece]);

  if (typeof window === 'undefined') {
    return (
      <div className="on-demand">
        <Suspense fallback={null}>
          <piece.atBuild {...props} />
        </Suspense>
      </div>
    );
  }
  // Keys of their own, as React does not clear what it has not rendered.
  return isBrowser && piece.live ? (
    <div className="on-demand" key="live" ref={place}>
      <piece.live {...props} />
    </div>
  ) : (
    <div
      className="on-demand"
      key="built"
      ref={place}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: empty: it tells React to keep what the build wrote
      dangerouslySetInnerHTML={{ __html: '' }}
    />
  );
}

/** Calls `wake` once, as soon as the element is near the window; at once when there is none to show until then. */
function whenNear(element: Element | null | undefined, wakes: 'near' | 'any', wake: () => void): () => void {
  if (!element) {
    wake();
    return () => {};
  }
  // Who goes by keyboard must not jump over what is disabled yet.
  const moves = wakes === 'any' ? ['keydown', 'scroll', 'pointerdown'] : ['keydown'];
  const stop = () => {
    observer.disconnect();
    for (const move of moves) removeEventListener(move, wakeOnce);
  };
  const wakeOnce = () => {
    stop();
    wake();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) wakeOnce();
    },
    { rootMargin: near },
  );
  observer.observe(element);
  for (const move of moves) addEventListener(move, wakeOnce, { passive: true });
  return stop;
}
