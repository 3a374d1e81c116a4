import { unzipSync } from 'fflate';
import { placeFiles } from '../function-code.ts';
import { type ApiAction, functionOf } from './action.ts';
import { ApiError } from './api-error.ts';
import { describe } from './functions.ts';
import { membersOf } from './json-body.ts';
import { functionName } from './parameters.ts';

const invalid = (message: string) => new ApiError(400, 'InvalidParameterValueException', message);

const architectures = ['x86_64', 'arm64'];

const isOneArchitecture = (given: unknown): boolean =>
  Array.isArray(given) && given.length === 1 && architectures.includes(given[0]);

/**
 * Replaces the code of the unpublished version. A handler keeps its name.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
 */
export const updateFunctionCode: ApiAction = {
  name: 'UpdateFunctionCode',
  method: 'PUT',
  path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/code$/,
  parameters: [functionName],
  perform(call) {
    const {
      ZipFile,
      DryRun = false,
      Architectures,
    } = membersOf(call.body, ['ZipFile', 'DryRun', 'Architectures'], ['Publish']);
    const fn = functionOf(call);
    // Without effect beyond its form, as in a template: the code runs on this machine's processor.
    if (Architectures !== undefined && !isOneArchitecture(Architectures))
      throw invalid(
        `Architectures is ${JSON.stringify(Architectures)}: give one of ${architectures.join(', ')}, in a list.`,
      );
    if (typeof DryRun !== 'boolean')
      throw invalid(`DryRun is ${JSON.stringify(DryRun)}: give true or false.`);
    if (typeof ZipFile !== 'string' || ZipFile === '')
      throw invalid('ZipFile is missing: the local cloud takes code as a .zip file in the call itself.');
    const files = filesIn(Buffer.from(ZipFile, 'base64'));
    if (!DryRun) fn.deployed.replaceCode(placeFiles(files));
    return { status: 200, body: describe(fn) };
  },
};

function filesIn(zip: Buffer): Record<string, Uint8Array> {
  try {
    const files = Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/'));
    if (files.length > 0 && files.every(([path]) => !path.split('/').includes('..') && !path.startsWith('/')))
      return Object.fromEntries(files);
  } catch {
    // Said below.
  }
  throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
}
