import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { OfflineNote } from '../components/offline/OfflineNote.tsx';
import styles from './Footer.module.css';

/** The end of every page: how the site knows what it says. */
export default function Footer(): ReactNode {
  return (
    <footer className={styles.footer}>
      <p>
        Every number comes out of a lab in this repository or from a source that is named with its date, or is
        said to be calculated or made up; press it to see which.{' '}
        <Link to="/claims/">Statements we judge</Link> ·{' '}
        <Link to="/about/local-cloud/">What the local cloud emulates</Link>
      </p>
      <p>
        <OfflineNote />
      </p>
    </footer>
  );
}
