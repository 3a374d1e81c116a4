import type { ReactNode } from 'react';
import type { Conformance } from '../../content/conformance.ts';
import { Behaviours } from './Behaviours.tsx';
import styles from './ConformancePage.module.css';
import { NotShown } from './NotShown.tsx';
import { ResourceTypes } from './ResourceTypes.tsx';
import { slug } from './slug.ts';

/** What the local cloud does and does not: each behaviour, what is missing, and what a stack may hold. */
export function ConformanceList({ conformance }: { conformance: Conformance }): ReactNode {
  const { behaviours, notShown, resourceTypes, typesWithoutEffect } = conformance;
  const services = [...new Set(behaviours.map((each) => each.service))].sort();
  return (
    <>
      <h1>The local cloud: what it does, and what it does not</h1>
      <p>
        The labs run on a small cloud of our own, on your machine. Below is every behaviour of AWS that it
        shows, with the AWS page that documents it and the test that proves it here. This page is made from
        those tests: a behaviour without a test cannot be on it.
      </p>
      <dl className={styles.legend}>
        <div>
          <dt>Emulated</dt>
          <dd>As AWS documents it.</dd>
        </div>
        <div>
          <dt>Modelled</dt>
          <dd>The outcome is AWS’s; times or rates are scaled or simplified, as the note says.</dd>
        </div>
        <div>
          <dt>Differs</dt>
          <dd>Not as on AWS, on purpose; the note says how.</dd>
        </div>
      </dl>
      <p>
        What is not here is refused: a stack with an unsupported resource type or property does not start, and
        the error names it. What cannot be refused because no stack asks for it is listed under{' '}
        <a href="#not-shown">what you will not see here</a>. Latency, cold-start time and scaling speed of AWS
        cannot be measured on a laptop, and no page of ours claims them.
      </p>
      <nav aria-label="Services">
        <ul>
          {services.map((service) => (
            <li key={service}>
              <a href={`#${slug(service)}`}>{service}</a>:{' '}
              {behaviours.filter((each) => each.service === service).length} behaviours
            </li>
          ))}
          <li>
            <a href="#not-shown">What you will not see here</a>
          </li>
          <li>
            <a href="#resource-types">What a stack may hold</a>: {resourceTypes.length} resource types
          </li>
        </ul>
      </nav>
      {services.map((service) => (
        <Behaviours
          key={service}
          service={service}
          behaviours={behaviours.filter((each) => each.service === service)}
        />
      ))}
      <NotShown notShown={notShown} />
      <ResourceTypes resourceTypes={resourceTypes} typesWithoutEffect={typesWithoutEffect} />
    </>
  );
}
