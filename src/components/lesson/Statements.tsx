import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ReactNode } from 'react';
import type { Statements as Data } from '#content/statement.ts';

const verdicts = {
  right: '✓ right',
  conditional: '? sometimes',
  'half-true': '≈ half true',
  wrong: '✗ wrong',
};

/** Every statement of one widely shared text that we judge, with what is right instead. */
export function Statements({ data }: { data: Data & { id: string } }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const key of Object.keys(data.statements)) collectAnchor(`${data.id}-${key}`);
  return (
    <>
      <p>{data.text}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">It says</th>
            <th scope="col">Verdict</th>
            <th scope="col">What is right</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(data.statements).map(([key, { says, verdict, instead }]) => (
            <tr key={key} id={`${data.id}-${key}`}>
              <th scope="row" className="nowrap">
                {data.id}/{key}
              </th>
              <td>{says}</td>
              <td className="nowrap">{verdicts[verdict]}</td>
              <td>{instead}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
