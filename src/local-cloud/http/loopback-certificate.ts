import { ownHost } from '../kernel/own-host.ts';

/** A certificate of this process for loopback, PEM. Nobody trusts it who was not told to. */
export interface Certificate {
  cert: string;
  key: string;
}

let made: Promise<Certificate> | undefined;

/** Makes the certificate when it is first asked for; its key never leaves the process. */
export function loopbackCertificate(): Promise<Certificate> {
  made ??= make();
  return made;
}

async function make(): Promise<Certificate> {
  // Few stacks need one, and the library is slow to load: the others do not wait for it.
  const { generate } = await import('selfsigned');
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'local cloud' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
          { type: 2, value: ownHost },
        ],
      },
    ],
  });
  return { cert, key };
}
