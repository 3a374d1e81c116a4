import { Asking, type Inquiry } from './asking.ts';
import { type Fate, truths } from './orders.ts';

/** How many orders a question was answered right for, and what the most expensive of these answers took. */
interface Answered {
  right: number;
  places: number;
  calls: number;
}

/** Asks every question of every order that it concerns, each time anew, and compares the answers with what is true. */
export async function answersOf(
  inquiryOf: (asking: Asking) => Inquiry,
  placed: readonly { fate: Fate; orders: readonly { orderId: string }[] }[],
) {
  async function ask(
    concerned: (fate: Fate) => boolean,
    isRight: (inquiry: Inquiry, orderId: string, fate: Fate) => Promise<boolean>,
  ): Promise<Answered> {
    const answered: Answered = { right: 0, places: 0, calls: 0 };
    for (const { fate, orders } of placed.filter((each) => concerned(each.fate)))
      for (const { orderId } of orders) {
        const asking = new Asking();
        if (await isRight(inquiryOf(asking), orderId, fate)) answered.right += 1;
        answered.places = Math.max(answered.places, asking.places.size);
        answered.calls = Math.max(answered.calls, asking.calls);
      }
    return answered;
  }

  const isRefused = (fate: Fate) => truths[fate].refused !== undefined;
  const where = await ask(
    () => true,
    async (inquiry, id, fate) => (await inquiry.whereIs(id)) === truths[fate].where,
  );
  const why = await ask(
    isRefused,
    async (inquiry, id, fate) => (await inquiry.whyRefused(id)) === truths[fate].refused,
  );
  const undone = await ask(
    isRefused,
    async (inquiry, id, fate) => `${await inquiry.takenBack(id)}` === `${truths[fate].undone}`,
  );
  const error = await ask(
    (fate) => fate.startsWith('stuck'),
    async (inquiry, id) => (await inquiry.lastError(id))?.includes('InjectedFault') === true,
  );
  const asking = new Asking();
  const stuckFound = (await inquiryOf(asking).stuckInPayment()) ?? 0;
  return {
    whereRight: where.right,
    wherePlaces: where.places,
    whereCalls: where.calls,
    whyRight: why.right,
    whyPlaces: why.places,
    undoneRight: undone.right,
    undonePlaces: undone.places,
    errorFound: error.right,
    stuckFound,
    stuckPlaces: asking.places.size,
    stuckCalls: asking.calls,
  };
}
