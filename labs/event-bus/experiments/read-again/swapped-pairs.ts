/** How many pairs of these numbers stand the wrong way round. */
export const swappedPairs = (numbers: readonly number[]): number =>
  numbers.reduce(
    (sum, number, index) => sum + numbers.slice(index + 1).filter((later) => later < number).length,
    0,
  );
