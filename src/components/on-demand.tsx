import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

/**
 * An element whose code comes to a page only where it is used: until it is there, and without scripts, the page shows
 * what was rendered when the site was built. Nothing answers before, so a control in it stays disabled until it is live.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  const Element = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  return (props) => (
    <Suspense fallback={null}>
      <Element {...props} />
    </Suspense>
  );
}
