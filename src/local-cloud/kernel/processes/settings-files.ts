import { devNull } from 'node:os';

/**
 * On AWS there are no files in `~/.aws`. Here an SDK would find those of whoever runs this machine, who may have set there
 * how often it tries again, or addresses that it cannot use.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export const withoutSettingsFiles = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
