import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from './errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
const algorithms = {
  crc32: (body: Buffer) => bytesOf(BigInt(crc32(body)), 4),
  crc32c: (body: Buffer) => bytesOf(crcOf(body, crc32c, 32), 4),
  crc64nvme: (body: Buffer) => bytesOf(crcOf(body, crc64nvme, 64), 8),
  sha1: (body: Buffer) => createHash('sha1').update(body).digest(),
  sha256: (body: Buffer) => createHash('sha256').update(body).digest(),
  sha512: (body: Buffer) => createHash('sha512').update(body).digest(),
  md5: (body: Buffer) => createHash('md5').update(body).digest(),
};

/** Headers that begin as those of a checksum do, and hold none. */
const aboutChecksums = ['x-amz-checksum-algorithm', 'x-amz-checksum-mode', 'x-amz-checksum-type'];

export type ChecksumAlgorithm = keyof typeof algorithms;

/** Of a whole object. */
export interface Checksum {
  algorithm: ChecksumAlgorithm;
  /** In Base64. */
  value: string;
}

/** "If you don't specify a checksum, S3 calculates CRC64NVME." */
export const checksumOf = (body: Buffer, algorithm: ChecksumAlgorithm = 'crc64nvme'): Checksum => ({
  algorithm,
  value: algorithms[algorithm](body).toString('base64'),
});

/**
 * The checksum to store: the one that `headers` (of the request or its trailer) hold, which must be that of the body, or
 * the one that they name, or S3's own choice. Throws BadDigest, and NotImplemented for an algorithm that is not here.
 */
export function checkedChecksum(body: Buffer, headers: Readonly<Record<string, string>>): Checksum {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64'))
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = name.replace('x-amz-checksum-', '');
    if (algorithm === name || aboutChecksums.includes(name)) continue;
    checkKnown(algorithm);
    const checksum = checksumOf(body, algorithm);
    if (checksum.value !== value)
      throw new S3Error(
        'BadDigest',
        `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    return checksum;
  }
  return checksumOf(body, namedAlgorithm(headers));
}

/** The algorithm that a request names without a checksum. Throws NotImplemented for one that is not here. */
export function namedAlgorithm(headers: Readonly<Record<string, string>>): ChecksumAlgorithm | undefined {
  const name = headers['x-amz-sdk-checksum-algorithm'] ?? headers['x-amz-checksum-algorithm'];
  if (name === undefined) return undefined;
  const algorithm = name.toLowerCase();
  checkKnown(algorithm);
  return algorithm;
}

function checkKnown(algorithm: string): asserts algorithm is ChecksumAlgorithm {
  if (!Object.hasOwn(algorithms, algorithm))
    throw notImplemented(
      `checksum ${algorithm.toUpperCase()}: it has ${Object.keys(algorithms).join(', ').toUpperCase()}`,
    );
}

/** Reflected polynomials: https://reveng.sourceforge.io/crc-catalogue/all.htm */
const crc32c = crcTable(0x82f63b78n);
const crc64nvme = crcTable(0x9a6c9329ac4bc9b5n);

function crcTable(polynomial: bigint): bigint[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
    return value;
  });
}

function crcOf(body: Buffer, table: readonly bigint[], bits: number): bigint {
  const ones = (1n << BigInt(bits)) - 1n;
  let crc = ones;
  for (const byte of body) crc = (table[Number((crc ^ BigInt(byte)) & 0xffn)] as bigint) ^ (crc >> 8n);
  return crc ^ ones;
}

const bytesOf = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
