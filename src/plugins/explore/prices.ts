import type { ExploreData, Price, PriceName } from '#content/explore-data.ts';
import type { FactData } from '#content/page-data.ts';
import { readFacts } from '../facts/read-facts.ts';

/** Fact of each price, its unit there, and how many of what is counted that unit has. */
const facts: Record<PriceName, [id: string, unit: string, many: number]> = {
  httpApi: ['price-http-api', 'per million', 1e6],
  sqsRequests: ['price-sqs-requests', 'per million', 1e6],
  putUnits: ['price-kinesis-put-units', 'per million', 1e6],
  shardHour: ['price-kinesis-shard-hour', 'per hour', 1],
  snsPublishes: ['price-sns-publish', 'per million', 1e6],
  lambdaRequests: ['price-lambda-requests', 'per million', 1e6],
  lambdaSecond: ['price-lambda-gb-second', 'per GB-second', 1],
  writes: ['price-dynamodb-writes', 'per million', 1e6],
  writeUnitHour: ['price-dynamodb-write-unit-hour', 'per hour', 1],
};

/** The prices of the bill, from the dated facts. Throws when a fact does not say what is expected of it. */
export function readPrices(root: string): ExploreData['prices'] {
  const all = new Map(readFacts(root).flatMap((group) => group.facts.map((fact) => [fact.id, fact])));
  return Object.fromEntries(
    Object.entries(facts).map(([name, [id, unit, many]]) => [name, priceOf(id, all.get(id), unit, many)]),
  ) as ExploreData['prices'];
}

function priceOf(id: string, fact: FactData | undefined, unit: string, many: number): Price {
  const [, dollars] = /^\$([\d.]+)$/.exec(String(fact?.value)) ?? [];
  if (fact === undefined || dollars === undefined || fact.unit !== unit)
    throw new Error(
      `The explorer’s bill needs ${id} in dollars ${unit}; it is ${fact ? `${fact.value} ${fact.unit}` : 'not there'}. Change src/plugins/explore/prices.ts along with the fact.`,
    );
  return { id, each: Number(dollars) / many, asOf: fact.asOf };
}
