import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Addresses (`127.0.0.1:4000`, `[::1]:4000`) on which a process of this machine listens for TCP connections. */
export function listeningSockets(pid: number): string[] {
  return existsSync('/proc/self/net/tcp') ? fromProc(pid) : fromLsof(pid);
}

function fromProc(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      } catch {
        return undefined; // Closed between the listing and the look.
      }
    }),
  );
  const addresses: string[] = [];
  for (const family of ['tcp', 'tcp6']) {
    for (const line of readFileSync(`/proc/${pid}/net/${family}`, 'utf8').split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === '0A' && inodes.has(inode)) addresses.push(readable(local));
    }
  }
  return addresses;
}

/** `0100007F:1F90`, bytes of each 32-bit word in host order, as `127.0.0.1:8080`. */
function readable(hex: string): string {
  const [address = '', port = ''] = hex.split(':');
  const words = address.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) =>
    [...(word.match(/../g) ?? [])].reverse().map((byte) => Number.parseInt(byte, 16)),
  );
  const decimalPort = Number.parseInt(port, 16);
  if (bytes.length === 4) return `${bytes.join('.')}:${decimalPort}`;
  const isLoopback = bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1;
  return `[${isLoopback ? '::1' : bytes.map((byte) => byte.toString(16)).join('.')}]:${decimalPort}`;
}

function fromLsof(pid: number): string[] {
  const output = execFileSync('lsof', ['-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-P', '-n', '-Fn'], {
    encoding: 'utf8',
  });
  return output.split('\n').flatMap((line) => (line.startsWith('n') ? [line.slice(1)] : []));
}
