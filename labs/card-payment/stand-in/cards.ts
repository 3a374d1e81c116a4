/** When the provider takes longer than its caller waits, at the first request with a card. */
export type Interruption = 'none' | 'before' | 'while' | 'after';

/**
 * What a card’s token asks for: `timeout-before-…` never charges, `timeout-while-…` charges too late, `timeout-after-…`
 * charges in time and answers too late. Any other token asks for nothing.
 */
export const interruptionOf = (card: string): Interruption =>
  (/^timeout-(before|while|after)-/.exec(card)?.[1] as Interruption | undefined) ?? 'none';
