import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { currentRegion, type Region } from '../kernel/region.ts';

/** A request as the servers of the services have it. */
type Request = Pick<IncomingMessage, 'headers' | 'method' | 'url' | 'socket' | 'pipe'>;

/**
 * Whether a request was signed for another Region of the cloud than the one whose address it came to, and was handed on to
 * that. On AWS each Region has addresses of its own, which a client of the SDK finds by the Region that it is made for; here
 * the variables that tell a function the addresses name those of its own Region.
 */
export function isForOtherRegion(request: Request, response: ServerResponse): boolean {
  const here = currentRegion();
  const [, name = here.name] =
    /Credential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\//.exec(request.headers.authorization ?? '') ?? [];
  if (name === here.name || here.others.size < 2) return false;
  const address = addressIn(here.others.get(name), here, request.socket.localPort);
  if (address === undefined)
    response.writeHead(400, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        __type: 'UnrecognizedClientException',
        message: `The local cloud runs nothing in the Region ${name}. It has ${[...here.others.keys()].join(', ')}.`,
      }),
    );
  else handOn(request, response, address);
  return true;
}

/** Of the service that listens on a port here: its address in another Region. */
function addressIn(other: Region | undefined, here: Region, port: number | undefined): string | undefined {
  const [service] =
    Object.entries(here.endpoints).find(([, address]) => new URL(address).port === String(port)) ?? [];
  return service === undefined ? undefined : other?.endpoints[service];
}

function handOn(request: Request, response: ServerResponse, address: string): void {
  const { method, url = '/', headers } = request;
  const onward = send(new URL(url, address), { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // A Region that is gone answers nobody.
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
