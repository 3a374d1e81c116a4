/** One order of the experiment: what its card makes the provider do, and what its client does when it hears no outcome. */
export interface PlannedOrder {
  card: string;
  triesAgain: boolean;
}

/** When the provider times out; `fine`: it does not. */
const moments = ['timeout-before', 'timeout-while', 'timeout-after', 'fine'];

/** For each moment a client that tries again and one that gives up, each with a card of its own. */
export const plannedOrders = (customer: string): PlannedOrder[] =>
  moments.flatMap((moment) =>
    [true, false].map((triesAgain) => ({
      card: `${moment}-${customer}-${triesAgain ? 'again' : 'gives-up'}`,
      triesAgain,
    })),
  );
