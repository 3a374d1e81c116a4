import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { limits, type NumberName } from '../../explorer/model/limits.ts';
import { formatNumber } from '../lesson/format.ts';
import { groups } from './knobs.ts';

/** What the model is, how far it can be trusted, and what each knob may be. */
export function About({ recordedRuns }: { recordedRuns: readonly string[] }): ReactNode {
  return (
    <section className="about-model">
      <h2 id="how-far">How far you can trust it</h2>
      <p>
        This is a model: a program that plays the pipeline through, event by event, with the rules that AWS
        documents. It runs in your browser. Nothing here was measured, and nothing is sent anywhere.
      </p>
      <ul>
        <li>
          Tests hold it against theory: Erlang B and C, the queue with constant service times (of a shard,
          too), Little’s law, the time to drain a backlog, and the mean of the slowest of several subscribers.
          It has to agree within one percent.
        </li>
        <li>
          It is held against recorded runs, too:{' '}
          {recordedRuns.map((run, place) => (
            <span key={run}>
              {place > 0 && ', '}
              <Link to={`/runs/${run}/`}>{run}</Link>
            </span>
          ))}
          . Choose one under “As recorded”, and see both with the difference.
        </li>
        <li>
          Every order is in exactly one place at every moment: none is forgotten or counted twice. Nor is any
          notification of a topic.
        </li>
        <li>Equal settings and an equal seed give an equal run, on every machine.</li>
      </ul>
      <p>
        It knows no network, no start of an execution environment, no FIFO queue and no retention: it adds no
        time of its own, and reads a shard as soon as a record is in it. A topic delivers at once and filters
        nothing. The waits of Lambda’s event queue are those that AWS documents; AWS also says that they get
        longer when many events wait, and not by how much, and the model leaves that out. AWS does not say how
        long a poller waits after a throttle, or Lambda before it tries a batch of a stream again; the model
        takes a tenth of a second. So trust what it says about which setting decides, and about ratios. For
        milliseconds, measure.
      </p>
      <h2 id="settings">What each setting is, and its limits</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">AWS’s name</th>
            <th scope="col" className="number">
              From
            </th>
            <th scope="col" className="number">
              To
            </th>
          </tr>
        </thead>
        <tbody>
          {groups
            .flatMap(({ knobs }) => knobs)
            .filter(({ name }) => name in limits)
            .map(({ name, label, unit, aws, zero, minus, fact }) => (
              <tr key={label}>
                <th scope="row">
                  {label}, {unit}
                  {zero && `; 0: ${zero}`}
                  {minus && `; -1: ${minus}`}
                </th>
                <td>
                  {fact ? (
                    <Link to={`/facts/#${fact}`}>
                      {aws ? <code>{aws}</code> : 'where its end comes from'}
                    </Link>
                  ) : (
                    aws && <code>{aws}</code>
                  )}
                </td>
                <td className="number">{formatNumber(limits[name as NumberName].least)}</td>
                <td className="number">{formatNumber(limits[name as NumberName].most)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
