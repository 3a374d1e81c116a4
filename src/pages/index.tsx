import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import MDXContent from '@theme/MDXContent';
import type { ReactNode } from 'react';
import { Listing } from '../components/lesson/Listing.tsx';
import ContinueCourse from './_continue.mdx';
import FirstOrder from './_first-order.mdx';
import styles from './index.module.css';

/** Four readers, and where each of them begins. */
const doors = [
  {
    to: '/tomorrow/',
    name: 'My interview is tomorrow',
    what: 'Ninety minutes with a clock, and a sheet to print',
  },
  {
    to: '/paths/#a-weekend',
    name: 'I have a weekend',
    what: 'Lessons and labs in an order, with how long each takes',
  },
  { to: '/review/', name: 'Ten minutes a day', what: 'Recall cards that come back when you forget them' },
  {
    to: '/claims/',
    name: 'I doubt a claim',
    what: 'What is widely said, the verdict, and the run behind it',
  },
];

/** The first screen: the decision, one order both ways, and where to go from there. */
export default function Home(): ReactNode {
  return (
    <Layout
      title="Answer with the result, or accept now and work later"
      description="Interview preparation with runnable labs about one decision: answer with the result (200) or accept now and work later (202). Every measurement comes out of a run that you can repeat."
    >
      <main className={styles.home}>
        <MDXContent>
          <ContinueCourse />
        </MDXContent>
        <div className={styles.opening}>
          <div className={styles.words}>
            <h1>
              <b className={styles.sync}>200</b> or <b className={styles.queued}>202</b>?
            </h1>
            <p className={styles.lead}>
              Answer with the result, or answer with a receipt and work later. Interviews on synchronous and
              event-driven architecture come down to this one decision.
            </p>
            <p>A free course, labs that run on your laptop, and an interview trainer.</p>
          </div>
          <div className={styles.figure}>
            <MDXContent>
              <FirstOrder />
            </MDXContent>
          </div>
          <div className={styles.more}>
            <p>
              Send an order down both paths: what moves is a recorded run of the lab’s own handlers on a local
              cloud. Then make your own.
            </p>
            <Listing language="sh" text="npm run lab two-paths" />
            <p className={styles.actions}>
              <Link className="button button--primary button--lg" to="/two-ways/place-one-order/">
                Start with the first lesson
              </Link>
              <Link to="/interview/key-differences/">or try an interview question</Link>
            </p>
          </div>
        </div>
        <nav className={styles.doors} aria-label="Ways in">
          {doors.map(({ to, name, what }) => (
            <Link key={to} to={to}>
              <b>{name}</b>
              <span>{what}</span>
            </Link>
          ))}
        </nav>
        <ol className={styles.ways}>
          <li>
            <h2>Read</h2>
            <p>
              Short lessons that ask for your guess first. A number in them was measured by a lab or is dated
              and cited; press it to see by which run, when, and how often.
            </p>
            <p>
              <Link to="/paths/">Choose a study path</Link>, or see{' '}
              <Link to="/claims/">which widely shared statements are wrong</Link>.
            </p>
          </li>
          <li>
            <h2>Run</h2>
            <p>
              Stack and handlers are what one would deploy to AWS. Here they run on your laptop, without an
              account and without Docker, and every claim is judged again on your machine.
            </p>
            <p>
              <Link to="/method/">How it is measured</Link>, and{' '}
              <Link to="/about/local-cloud/">what the local cloud can and cannot show</Link>. Beyond a laptop:{' '}
              <Link to="/explore/">an explorer with knobs to turn</Link>, and{' '}
              <Link to="/challenges/">ten contracts to keep with it</Link>.
            </p>
          </li>
          <li>
            <h2>Answer</h2>
            <p>
              Say your answer before you see one. Then tick it against what interviewers listen for, and see
              what separates the average answer from the great one.
            </p>
            <p>
              <Link to="/interview/">Interview questions</Link>, <Link to="/review/">review</Link>,{' '}
              <Link to="/mock/">a mock interview</Link>, or <Link to="/take-away/">take the cards along</Link>
              .
            </p>
          </li>
        </ol>
      </main>
    </Layout>
  );
}
