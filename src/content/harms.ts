/** What can become of an order of an incident that nobody wants. */
export const harms = ['lost', 'twice', 'refused', 'late'] as const;
export type Harm = (typeof harms)[number];

/** What each of them is for a customer. */
export const harmWords: Record<Harm, string> = {
  lost: 'accepted and never made',
  twice: 'charged twice',
  refused: 'refused, or not answered',
  late: 'late',
};
