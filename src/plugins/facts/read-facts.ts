import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactGroup } from '#content/ledger.ts';
import type { FactData } from '#content/page-data.ts';
import { parseFact } from '../references/kinds/fact.ts';
import { serviceOf, serviceOrder } from './services.ts';

/** Every fact, grouped by service and in the order of their ids. */
export function readFacts(root: string): FactGroup[] {
  const folder = join(root, 'src/content/facts');
  const facts = readdirSync(folder)
    .sort()
    .map((name): FactData => {
      const file = join(folder, name);
      return parseFact(name.replace(/\.yaml$/, ''), readFileSync(file, 'utf8'), file);
    });
  return serviceOrder
    .map((service) => ({ service, facts: facts.filter(({ id }) => serviceOf(id) === service) }))
    .filter((group) => group.facts.length > 0);
}
