import Link from '@docusaurus/Link';
import sheet from '@take-away/sheet';
import Layout from '@theme/Layout';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './PrintPage.module.css';

/**
 * A sheet for paper: all questions, then all answers. It is rendered when the site is built and carries no data for
 * scripts: in a browser `sheet` is empty, and React leaves alone what the server has sent.
 */
export default function PrintPage(): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Reached from another page without a request: the sheet has to be fetched.
    if (container.current?.childElementCount === 0) location.reload();
  }, []);
  return (
    <Layout
      title="Questions and answers to print"
      description="All questions of this site first, all answers at the end."
    >
      <main className={styles.sheet}>
        <h1>200 or 202: questions and answers</h1>
        <p className={styles.hint}>
          Print this page, or save it as PDF: the menu stays off the paper. The answers begin on a new sheet.{' '}
          <Link to="/take-away/">Other forms</Link>
        </p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built */}
        <div ref={container} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: sheet }} />
      </main>
    </Layout>
  );
}
