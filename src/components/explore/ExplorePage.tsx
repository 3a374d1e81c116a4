import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import styles from '@explore/styles';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ExploreData } from '#content/explore-data.ts';
import { FilledByScript } from '../filled-by-script.tsx';
import { About } from './About.tsx';
import { Desk } from './Desk.tsx';

/** The page of the explorer: the pipelines as a model, to be turned at. */
export default function ExplorePage({ data }: { data: ExploreData }): ReactNode {
  const isBrowser = useIsBrowser();
  return (
    <Layout
      title="Explorer"
      description="Turn the knobs of a synchronous, a queued, a streamed and a fanned-out pipeline, and see backlog, refusals, percentiles, duplicates and the month’s bill: a model that runs in your browser."
    >
      {/* In the page, not in the site’s style sheet, which every page loads. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file; as a child, its quotes would be escaped */}
      <style dangerouslySetInnerHTML={{ __html: styles }} />
      <FilledByScript className="explore">
        <h1>Turn a knob, and see what it does</h1>
        <p className="lead">
          A model of four pipelines: one that answers when the order is stored, one with a queue, one with a
          stream, and one with a topic that tells several subscribers. It has AWS’s rules and the names of its
          settings. It goes where a laptop cannot: ten thousand requests a second, an hour of outage, a day
          with a peak. What it shows is calculated, <b>not measured</b>. The address of this page holds all
          settings: copy it to share them. With a contract to keep, it is one of the{' '}
          <Link to="/challenges/">challenges</Link>.
        </p>
        {isBrowser ? (
          <Desk data={data} />
        ) : (
          <>
            <p className="without-js">
              The model runs in your browser, and that needs JavaScript. Below is what it does, how far it can
              be trusted, and what each of its settings is. What was measured with such settings stands in the
              lessons, and reads without JavaScript.
            </p>
            <p role="status" className="waiting needs-js">
              The model is coming…
            </p>
          </>
        )}
        <About recordedRuns={[...new Set(data.recorded.map(({ experiment }) => experiment))]} />
      </FilledByScript>
    </Layout>
  );
}
