import Link from '@docusaurus/Link';
import sheet from '@take-away/sheet';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Written } from '../written.tsx';
import styles from './PrintPage.module.css';

/** A sheet for paper: all questions, then all answers. */
export default function PrintPage(): ReactNode {
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
        <Written html={sheet} />
      </main>
    </Layout>
  );
}
