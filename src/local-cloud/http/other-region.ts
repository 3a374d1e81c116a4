import type { Socket } from 'node:net';
import { currentRegion, type Region } from '../kernel/region.ts';
import { type HandedRequest, type HandedResponse, handOn } from './hand-on.ts';

/** A request as the servers of the services have it. */
interface Request extends HandedRequest {
  socket: Pick<Socket, 'localPort'>;
}

/**
 * Whether a request was signed for another Region of the cloud than the one whose address it came to, and was handed on to
 * that. On AWS each Region has addresses of its own, which a client of the SDK finds by the Region that it is made for; here
 * the variables that tell a function the addresses name those of its own Region.
 */
export function isForOtherRegion(request: Request, response: HandedResponse): boolean {
  const here = currentRegion();
  const [, name = here.name] =
    /Credential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\//.exec(request.headers.authorization ?? '') ?? [];
  if (name === here.name || here.others.size < 2) return false;
  const address = addressIn(here.others.get(name), here, request.socket.localPort);
  if (address === undefined) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        __type: 'UnrecognizedClientException',
        message: `The local cloud runs nothing in the Region ${name}. It has ${[...here.others.keys()].join(', ')}.`,
      }),
    );
  } else handOn(request, response, address);
  return true;
}

/** Of the service that listens on a port here: its address in another Region. */
function addressIn(other: Region | undefined, here: Region, port: number | undefined): string | undefined {
  const [service] =
    Object.entries(here.endpoints).find(([, address]) => new URL(address).port === String(port)) ?? [];
  return service === undefined ? undefined : other?.endpoints[service];
}
