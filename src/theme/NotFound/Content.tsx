import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';

/** What a reader sees at an address that has no page. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className="container margin-vert--xl">
      <h1>404: neither the result nor a receipt</h1>
      <p>There is no page at this address. Nothing was accepted, and nothing will arrive later.</p>
      <p>
        <Link to="/">Send an order from the first page</Link>, or go on with{' '}
        <Link to="/two-ways/place-one-order/">the first lesson</Link>.
      </p>
    </main>
  );
}
