import type { KinesisStreamRecord } from 'aws-lambda';

/** What a device has measured, as it sends it. */
export interface Reading {
  device: string;
  /** Counts the device's readings from 1. */
  number: number;
  celsius: number;
}

/**
 * The readings in a JSON body, or undefined when it does not hold 1 to 500 of them. Whether `celsius` is a number is
 * left to whoever works on it.
 */
export function parseReadings(body: string | undefined): Reading[] | undefined {
  try {
    const readings = JSON.parse(body ?? '');
    const complete =
      Array.isArray(readings) && readings.length > 0 && readings.length <= 500 && readings.every(isAddressed);
    return complete ? readings : undefined;
  } catch {
    return undefined;
  }
}

const isAddressed = (each: unknown) => {
  const { device, number } = Object(each);
  return typeof device === 'string' && device !== '' && Number.isInteger(number);
};

/** The reading in a record of the stream. Throws when its temperature is no number: then it can never be worked on. */
export function readingOf({ kinesis }: KinesisStreamRecord): Reading {
  const reading = JSON.parse(Buffer.from(kinesis.data, 'base64').toString());
  if (typeof reading.celsius !== 'number')
    throw new Error(`Reading ${reading.number} of ${reading.device} is no temperature: ${reading.celsius}`);
  return reading;
}

/** When a record came into the stream: Unix ms. */
export const arrivalOf = ({ kinesis }: KinesisStreamRecord): number =>
  Math.round(kinesis.approximateArrivalTimestamp * 1000);
