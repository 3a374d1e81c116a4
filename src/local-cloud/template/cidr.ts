/**
 * `count` IPv4 blocks of 2^`bits` addresses each, from the start of `block`, as `Fn::Cidr` cuts them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  if (!match) throw new Error(`Fn::Cidr needs an IPv4 block such as 10.0.0.0/16, not ${block}`);
  const numbers = match.slice(1).map(Number);
  const prefix = numbers[4] as number;
  const start = numbers.slice(0, 4).reduce((address, byte) => address * 256 + byte, 0);
  if (!(count >= 1 && count <= 256) || count * 2 ** bits > 2 ** (32 - prefix))
    throw new Error(`Fn::Cidr cannot cut ${count} blocks of ${bits} bits from ${block}`);
  return Array.from({ length: count }, (_, index) => {
    const address = start + index * 2 ** bits;
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${bytes.join('.')}/${32 - bits}`;
  });
}
