import { STATUS_CODES } from 'node:http';
import type { ApiRequest } from '../../../http/api-request.ts';
import type { HttpAnswer } from '../../../http/http-answer.ts';
import { compileSelection, type Selection } from './selection.ts';

/** One change to a request or response. */
interface Change {
  action: 'append' | 'overwrite' | 'remove';
  place: 'header' | 'querystring' | 'path' | 'statuscode';
  /** Of the header or query parameter. */
  name: string;
  value: Selection;
}

/** "The following headers are reserved. You can't configure request or response mappings for these headers." */
const reservedHeaders =
  /^(access-control-.*|apigw-.*|authorization|connection|content-(encoding|length|location)|forwarded|keep-alive|origin|proxy-authenticat(e|ion)|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-forwarded-(for|host|proto)|via)$/i;

function parseChange(key: string, expression: string, places: readonly Change['place'][]): Change {
  const [, action, place, name = ''] =
    /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(.+))?$/.exec(key) ?? [];
  const known = places.find((each) => each === place);
  const needsName = place === 'header' || place === 'querystring';
  if (!action || !known || needsName !== (name !== '') || (!needsName && action !== 'overwrite')) {
    throw new Error(
      `the parameter ${key} is not supported: append, overwrite or remove a header${places.includes('querystring') ? ' or querystring, or overwrite:path' : ', or overwrite:statuscode'}`,
    );
  }
  if (place === 'header' && reservedHeaders.test(name)) throw new Error(`the header ${name} is reserved`);
  return {
    action: action as Change['action'],
    place: known,
    name: place === 'header' ? name.toLowerCase() : name,
    value: compileSelection(expression),
  };
}

/** Changes a request before it reaches the integration. Throws an Error for a mapping that is not supported. */
export function compileRequestMapping(
  parameters: Record<string, string>,
): (request: ApiRequest) => ApiRequest {
  const changes = Object.entries(parameters).map(([key, value]) =>
    parseChange(key, value, ['header', 'querystring', 'path']),
  );
  if (changes.length === 0) return (request) => request;
  return (request) => {
    // Every value is taken from the request as the caller sent it.
    const mapped = { ...request, rawHeaders: [...request.rawHeaders], headers: { ...request.headers } };
    const query = new URLSearchParams(request.rawQueryString);
    for (const { action, place, name, value } of changes) {
      const text = action === 'remove' ? undefined : value({ request });
      if (action !== 'remove' && text === undefined) continue;
      if (place === 'path') mapped.path = text ?? mapped.path;
      else if (place === 'header') changeHeader(mapped, action, name, text);
      else {
        if (action !== 'append') query.delete(name);
        if (text !== undefined) query.append(name, text);
      }
    }
    mapped.rawQueryString = query.toString();
    return mapped;
  };
}

function changeHeader(
  request: ApiRequest,
  action: Change['action'],
  name: string,
  text: string | undefined,
): void {
  if (action !== 'append') {
    request.rawHeaders = request.rawHeaders.filter(
      (_, index, all) => (all[index - (index % 2)] as string).toLowerCase() !== name,
    );
    delete request.headers[name];
  }
  if (text === undefined) return;
  request.rawHeaders.push(name, text);
  const before = request.headers[name];
  request.headers[name] = before === undefined ? text : `${before},${text}`;
}

/** Response parameters of one status, as CloudFormation writes them. */
export interface ResponseParameter {
  /** `overwrite:statuscode`, `append:header.name`, … */
  Destination: string;
  Source: string;
}

/**
 * Changes an integration's response before the caller gets it; a status without an entry stays as it is. Throws an Error
 * for a mapping that is not supported.
 */
export function compileResponseMapping(
  byStatus: Record<string, { ResponseParameters: ResponseParameter[] }>,
): (answer: HttpAnswer, request: ApiRequest) => HttpAnswer {
  const changesOf = new Map(
    Object.entries(byStatus).map(([status, { ResponseParameters }]) => [
      Number(status),
      ResponseParameters.map(({ Destination, Source }) =>
        parseChange(Destination, Source, ['header', 'statuscode']),
      ),
    ]),
  );
  return (response, request) => {
    const changes = changesOf.get(response.status);
    if (!changes) return response;
    const mapped = { ...response, headers: { ...response.headers } };
    for (const { action, place, name, value } of changes) {
      const text = action === 'remove' ? undefined : value({ request, response });
      if (place === 'statuscode') {
        if (text !== undefined && text in STATUS_CODES) mapped.status = Number(text);
      } else if (action === 'remove') delete mapped.headers[name];
      else if (text !== undefined) {
        const before = action === 'append' ? mapped.headers[name] : undefined;
        mapped.headers[name] = before === undefined ? text : [...[before].flat(), text];
      }
    }
    return mapped;
  };
}
