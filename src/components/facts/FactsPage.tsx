import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { FactGroup } from '#content/ledger.ts';
import { FactList } from './FactList.tsx';
import styles from './Facts.module.css';

/** Every dated fact with value, conditions, source and certainty; what changed lately and what is open comes first. */
export default function FactsPage({ groups }: { groups: FactGroup[] }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  const facts = groups.flatMap((group) => group.facts);
  for (const { id } of facts) collectAnchor(id);
  const changed = facts
    .filter((fact) => fact.changed)
    .sort((a, b) => (b.changed?.date ?? '').localeCompare(a.changed?.date ?? ''));
  const open = facts.filter(({ certainty }) => certainty === 'unsettled');
  return (
    <Layout
      title="Facts"
      description="Every limit, default and price of AWS that the lessons name, with its conditions, source, date and certainty."
    >
      <main className={styles.page}>
        <h1>Facts about AWS, with their dates</h1>
        <p>
          What no experiment on your machine can show, limits, defaults, prices and promises, the lessons take
          from here. Each of the {facts.length} facts has a source and the day on which it was read. AWS
          changes them: follow the source before you build on one.
        </p>
        <nav aria-label="Groups of facts">
          <ul>
            <li>
              <a href="#changed">What changed lately</a>: {changed.length}
            </li>
            <li>
              <a href="#open">What is open</a>: {open.length}
            </li>
            {groups.map(({ service, facts: own }) => (
              <li key={service}>
                <a href={`#${slug(service)}`}>{service}</a>: {own.length}
              </li>
            ))}
          </ul>
        </nav>
        <section aria-labelledby="changed">
          <h2 id="changed">What changed lately</h2>
          <p>Older texts, and some answers in interviews, still have the earlier value.</p>
          <ul>
            {changed.map(({ id, label, changed: change }) => (
              <li key={id}>
                {change?.date}: <a href={`#${id}`}>{label}</a>; before, {change?.before}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="open">
          <h2 id="open">What is open</h2>
          <p>
            Here sources disagree, or the only one we found is weak. Do not build on these without a test.
          </p>
          <ul>
            {open.map(({ id, label }) => (
              <li key={id}>
                <a href={`#${id}`}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
        {groups.map(({ service, facts: own }) => (
          <section key={service} aria-labelledby={slug(service)}>
            <h2 id={slug(service)}>{service}</h2>
            <FactList facts={own} />
          </section>
        ))}
      </main>
    </Layout>
  );
}

const slug = (service: string) =>
  `about-${service
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')}`;
