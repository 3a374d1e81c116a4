import * as v from 'valibot';
import { validated } from '../../../http/api-server.ts';
import { busArn } from '../bus-name.ts';
import { arn, description, nameOfAtMost, pageOf, pageSettings } from '../inputs.ts';
import { readPattern } from '../read-pattern.ts';
import type { Archive, ArchiveSettings } from './archive.ts';
import { type Archives, archiveArn } from './archives.ts';

const ArchiveName = nameOfAtMost(48);

const settings = {
  Description: v.optional(description),
  EventPattern: v.optional(v.string()),
  RetentionDays: v.optional(
    v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0')),
  ),
  KmsKeyIdentifier: v.optional(v.pipe(v.string(), v.maxLength(2_048, 'must be at most 2,048 characters'))),
};

const createInput = v.strictObject({ ArchiveName, EventSourceArn: arn, ...settings });
const updateInput = v.strictObject({ ArchiveName, ...settings });
const nameInput = v.strictObject({ ArchiveName });
const states = ['ENABLED', 'DISABLED', 'CREATING', 'UPDATING', 'CREATE_FAILED', 'UPDATE_FAILED'] as const;
const listInput = v.strictObject({
  NamePrefix: v.optional(ArchiveName),
  EventSourceArn: v.optional(arn),
  State: v.optional(v.picklist(states, `must be one of ${states.join(', ')}`)),
  ...pageSettings,
});

/** The actions on archives, by name: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html */
export const archiveActions = (
  archives: Archives,
): [name: string, action: (input: Record<string, unknown>) => object][] => [
  [
    'CreateArchive',
    (input) => {
      const { ArchiveName: name, EventSourceArn, ...rest } = validated(createInput, input);
      return outcome(archives.create({ name, busNameOrArn: EventSourceArn }, settingsOf(rest)));
    },
  ],
  [
    'UpdateArchive',
    (input) => {
      const { ArchiveName: name, ...rest } = validated(updateInput, input);
      const archive = archives.find(name);
      archive.update({ ...archive.settings, ...definedOf(rest, settingsOf(rest)) });
      return outcome(archive);
    },
  ],
  [
    'DescribeArchive',
    (input) => {
      const archive = archives.find(validated(nameInput, input).ArchiveName);
      const { description: Description, pattern, kmsKeyIdentifier: KmsKeyIdentifier } = archive.settings;
      return {
        ArchiveArn: archiveArn(archive.name),
        ...summary(archive),
        ...(Description !== undefined && { Description }),
        ...(pattern && { EventPattern: pattern.text }),
        ...(KmsKeyIdentifier !== undefined && { KmsKeyIdentifier }),
      };
    },
  ],
  [
    'ListArchives',
    (input) => {
      const { NamePrefix = '', EventSourceArn, State = 'ENABLED', ...page } = validated(listInput, input);
      // What is there is enabled at once.
      const found = State === 'ENABLED' ? archives.list(EventSourceArn) : [];
      return pageOf('Archives', found.filter(({ name }) => name.startsWith(NamePrefix)).map(summary), page);
    },
  ],
  [
    'DeleteArchive',
    (input) => {
      archives.delete(validated(nameInput, input).ArchiveName);
      return {};
    },
  ],
];

type Settings = Partial<
  Record<'Description' | 'EventPattern' | 'KmsKeyIdentifier', string> & { RetentionDays: number }
>;

function settingsOf({
  Description,
  EventPattern,
  RetentionDays = 0,
  KmsKeyIdentifier,
}: { [Name in keyof Settings]: Settings[Name] | undefined }): ArchiveSettings {
  return {
    description: Description,
    pattern:
      EventPattern === undefined ? undefined : { text: EventPattern, parsed: readPattern(EventPattern) },
    retentionDays: RetentionDays,
    kmsKeyIdentifier: KmsKeyIdentifier,
  };
}

/** Of settings those that the request has: an update leaves the others as they are. */
function definedOf(
  input: { [Name in keyof Settings]: Settings[Name] | undefined },
  { description, pattern, retentionDays, kmsKeyIdentifier }: ArchiveSettings,
): Partial<ArchiveSettings> {
  return {
    ...(input.Description !== undefined && { description }),
    ...(input.EventPattern !== undefined && { pattern }),
    ...(input.RetentionDays !== undefined && { retentionDays }),
    ...(input.KmsKeyIdentifier !== undefined && { kmsKeyIdentifier }),
  };
}

const outcome = ({ name, createdAt }: Archive) => ({
  ArchiveArn: archiveArn(name),
  State: 'ENABLED',
  CreationTime: createdAt / 1_000,
});

const summary = (archive: Archive) => ({
  ArchiveName: archive.name,
  EventSourceArn: busArn(archive.busName),
  State: 'ENABLED',
  RetentionDays: archive.settings.retentionDays,
  SizeBytes: archive.sizeBytes,
  EventCount: archive.eventCount,
  CreationTime: archive.createdAt / 1_000,
});
