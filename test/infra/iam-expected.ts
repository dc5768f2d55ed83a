/** The roles of the functions. */
export const roles = [
  ...(['vault', 'desk', 'office', 'audit', 'door', 'offer', 'tally', 'notify'] as const),
  ...(['bounce', 'digest', 'watch', 'erase', 'anchor'] as const),
] as const;
export type Role = (typeof roles)[number];

/** The tables, with the keys that items of each have, and the indexes. */
export const tables = {
  Queries: {
    keys: [
      ...['01hq', 'load#01hq', 'once#01hq', 'share#01hq#01hr', 'clear#01hq#01hr', 'reference#CTI-1234-5678-9'],
      'clocks#set',
    ],
    indexes: ['by-asker', 'by-expert', 'by-institution', 'by-desk', 'by-view', 'by-check'],
  },
  Sealed: { keys: ['01hq'], indexes: [] },
  Keys: { keys: ['01hq'], indexes: [] },
  Ledger: { keys: ['01hq'], indexes: ['by-day'] },
  Directory: {
    keys: ['person#01hq', 'institution#01hq', 'address#ab12', 'session#ab12', 'attempts#ab12', 'settings#current'],
    indexes: ['by-kind', 'by-name'],
  },
  Notices: { keys: ['01hq'], indexes: ['by-next-attempt', 'by-recipient'] },
  Reports: { keys: ['all', 'topic', 'query#01hq', 'turned-away'], indexes: [] },
} as const;
export type TableName = keyof typeof tables;

/**
 * Who may do what with which table, by design §5: an action alone is for every item, `Action:prefix#` only where every
 * key begins so, `@index` is a Query of that index, `stream` is following the table's stream. What is not here is denied.
 */
export const tableAccess: Readonly<Record<Role, Partial<Record<TableName, readonly string[]>>>> = {
  vault: {
    Queries: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem:clear#'],
    Sealed: ['BatchGetItem', 'PutItem'],
    Keys: ['BatchGetItem', 'GetItem', 'PutItem'],
    Ledger: ['Query', 'PutItem'],
    Directory: ['BatchGetItem', 'GetItem', '@by-kind', 'UpdateItem:session#', 'ConditionCheckItem:institution#'],
    Notices: ['PutItem'],
  },
  desk: {
    Queries: [
      ...['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem:share#', 'DeleteItem:clear#'],
      ...['@by-asker', '@by-expert', '@by-institution'],
    ],
    Ledger: ['Query', 'PutItem'],
    Directory: ['BatchGetItem', 'GetItem', '@by-kind', 'UpdateItem:session#', 'ConditionCheckItem:person#'],
    Notices: ['BatchGetItem', 'GetItem', 'PutItem', '@by-recipient'],
  },
  // It reads who carries what, and changes no query.
  office: {
    Queries: [
      ...['BatchGetItem', 'GetItem:once#', 'PutItem:once#'],
      ...['@by-asker', '@by-expert', '@by-institution', '@by-desk', '@by-view'],
    ],
    Ledger: ['Query', 'PutItem'],
    Directory: [
      ...['BatchGetItem', 'GetItem', '@by-kind', '@by-name', 'UpdateItem:session#', 'DeleteItem:session#'],
      ...['PutItem:person#', 'PutItem:institution#', 'PutItem:address#', 'PutItem:settings#'],
    ],
    Reports: ['Query', 'UpdateItem:turned-away'],
  },
  audit: { Ledger: ['Query', '@by-day'], Directory: ['BatchGetItem', 'UpdateItem:session#'] },
  door: {
    Directory: [
      ...['BatchGetItem', 'GetItem'],
      ...['PutItem:session#', 'UpdateItem:session#', 'DeleteItem:session#'],
      ...['PutItem:attempts#', 'UpdateItem:attempts#', 'DeleteItem:attempts#'],
    ],
  },
  offer: {
    Queries: [
      ...['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem:clear#'],
      ...['@by-expert', '@by-institution'],
    ],
    Ledger: ['Query', 'PutItem', 'stream'],
    Directory: ['GetItem', '@by-kind', 'ConditionCheckItem:person#'],
    Notices: ['PutItem'],
  },
  tally: {
    Ledger: ['Query', 'stream'],
    Directory: ['BatchGetItem:settings#', 'GetItem:settings#'],
    Reports: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  notify: {
    Queries: ['GetItem'],
    Ledger: ['Query', 'PutItem'],
    Directory: ['GetItem', '@by-kind'],
    Notices: ['GetItem', 'PutItem', 'UpdateItem', 'stream'],
  },
  bounce: {
    Ledger: ['Query', 'PutItem'],
    Directory: ['GetItem', '@by-kind', 'PutItem:person#'],
    Notices: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  digest: { Directory: ['@by-kind'], Notices: ['PutItem'] },
  watch: {
    Queries: [
      ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem:share#', 'DeleteItem:clear#'],
      ...['@by-check', '@by-desk', '@by-view'],
    ],
    Ledger: ['Query', 'PutItem'],
    Directory: ['GetItem', '@by-kind'],
    Notices: ['PutItem', 'UpdateItem', '@by-next-attempt'],
  },
  // The only one that takes anything away for good, and it can open nothing.
  erase: {
    Queries: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', '@by-check'],
    Sealed: ['Query', 'DeleteItem'],
    Keys: ['DeleteItem'],
    Ledger: ['Query', 'PutItem'],
    Notices: ['PutItem'],
  },
  anchor: { Ledger: ['Query', '@by-day'] },
};

/** Who may do what with the accounts that people sign in with: the door lets in, the secretariat opens. */
export const poolAccess: Readonly<Partial<Record<Role, readonly string[]>>> = {
  door: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
  office: ['AdminCreateUser', 'AdminSetUserMFAPreference', 'AdminSetUserPassword', 'AdminUpdateUserAttributes'],
};

/** What can be asked of items; Scan and SQL are here so that nobody has them. */
export const itemActions = [
  ...['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan'],
  ...['UpdateItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLSelect', 'PartiQLUpdate'],
] as const;

/** What can be done to a table: not by any function. */
export const tableActions = [
  ...[
    'CreateBackup',
    'CreateTable',
    'DeleteResourcePolicy',
    'DeleteTable',
    'DescribeTable',
    'DisableKinesisStreamingDestination',
  ],
  ...[
    'EnableKinesisStreamingDestination',
    'ExportTableToPointInTime',
    'PutResourcePolicy',
    'RestoreTableToPointInTime',
  ],
  ...['TagResource', 'UpdateContinuousBackups', 'UpdateTable', 'UpdateTimeToLive'],
] as const;

export const streamActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const;

/** What can be done with a key, and what is done to it. */
export const keyUses = [
  ...['CreateGrant', 'Decrypt', 'DeriveSharedSecret', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair'],
  ...[
    'GenerateDataKeyWithoutPlaintext',
    'GenerateMac',
    'GetPublicKey',
    'ReEncryptFrom',
    'ReEncryptTo',
    'Sign',
    'Verify',
  ],
] as const;

/** The administration of a key: whoever administers the account, and nobody who serves. */
export const keyAdministration = [
  ...['CancelKeyDeletion', 'DescribeKey', 'DisableKey', 'EnableKey', 'EnableKeyRotation', 'GetKeyPolicy'],
  ...['GetKeyRotationStatus', 'ListGrants', 'ListKeyPolicies', 'ListResourceTags', 'PutKeyPolicy', 'RevokeGrant'],
  ...['ScheduleKeyDeletion', 'TagResource', 'UntagResource', 'UpdateKeyDescription'],
] as const;

/** What DynamoDB does with the key of the tables, in the name of whoever calls it. */
export const throughDynamo = [
  ...['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
  ...['ReEncryptFrom', 'ReEncryptTo'],
] as const;
