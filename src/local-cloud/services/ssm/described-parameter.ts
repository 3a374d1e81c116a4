import { account } from '../../kernel/account.ts';
import type { ParameterVersion } from './parameter.ts';
import { nameOf, parameterArn } from './parameter-store.ts';

/** A parameter as the actions that give its value describe it. `selector`: as the caller named it. */
export function describe(parameter: ParameterVersion, decrypted: boolean, selector?: string): object {
  const name = selector === undefined ? parameter.name : nameOf(selector);
  const selected = name.includes(':') ? name.slice(name.indexOf(':')) : undefined;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: valueFor(parameter, decrypted),
    Version: parameter.version,
    ...(selected !== undefined && { Selector: selected }),
    LastModifiedDate: parameter.modifiedAt / 1_000,
    ARN: parameterArn(parameter.name),
    DataType: parameter.dataType,
  };
}

/** A parameter as the actions describe it that do not give its value. */
export const metadata = (parameter: ParameterVersion): object => ({
  Name: parameter.name,
  ARN: parameterArn(parameter.name),
  Type: parameter.type,
  ...(parameter.keyId !== undefined && { KeyId: parameter.keyId }),
  LastModifiedDate: parameter.modifiedAt / 1_000,
  LastModifiedUser: `arn:${account.partition}:iam::${account.id}:root`,
  Description: parameter.description,
  AllowedPattern: parameter.allowedPattern,
  Version: parameter.version,
  Tier: parameter.tier,
  Policies: [],
  DataType: parameter.dataType,
});

/** A SecureString is given as cipher text unless it is asked for decrypted. There is no key here: it is only encoded. */
export const valueFor = ({ type, value }: ParameterVersion, decrypted: boolean): string =>
  type === 'SecureString' && !decrypted ? Buffer.from(`encrypted:${value}`).toString('base64') : value;
