import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

/** Something is not as it must be for a command to run: one sentence for the person at the terminal. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

const Names = z.object({
  LEDGER_TABLE: z.string().min(1),
  ANCHORS_BUCKET: z.string().min(1),
  ANCHOR_KEY_ID: z.string().min(1),
  /** Only who looks after notices needs it. */
  NOTICES_TABLE: z.string().min(1).optional(),
  /** Only who lets people in needs these. */
  DIRECTORY_TABLE: z.string().min(1).optional(),
  USER_POOL_ID: z.string().min(1).optional(),
  /** Only who looks after the figures needs it. */
  REPORTS_TABLE: z.string().min(1).optional(),
});

const LocalHub = Names.extend({
  AWS_ENDPOINT_URL: z.url(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  /** Where questions are made up; a deployed hub never tells. */
  QUERIES_TABLE: z.string(),
  SEALED_TABLE: z.string(),
  KEYS_TABLE: z.string(),
  CONTENT_KEY_ID: z.string(),
});

/** Where questions and their texts are kept. */
type Vault = { queriesTable: string; sealedTable: string; keysTable: string; contentKeyId: string };

/** What a hub's operator reads with: their own credentials, and the names that the deployment told them. */
export interface Operator {
  readonly ledgerTable: string;
  readonly anchorsBucket: string;
  readonly anchorKeyId: string;
  readonly noticesTable: string | undefined;
  readonly directoryTable: string | undefined;
  readonly userPoolId: string | undefined;
  readonly reportsTable: string | undefined;
  /** The vault's own, known only of a hub on this machine. */
  readonly vault: Vault | undefined;
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly cognito: CognitoIdentityProviderClient;
}

/** Where and as whom to call AWS; empty for what the environment says. */
type Client = {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

const localFile = fileURLToPath(new URL('../.local/operator.json', import.meta.url));

/** The operator of the hub that the environment names, or of the one that `npm start` runs on this machine. */
export function operator({ local }: { local?: boolean }): Operator {
  if (local && !existsSync(localFile)) throw new CannotRun('No hub has been started on this machine: npm start.');
  return local ? localOperator(JSON.parse(readFileSync(localFile, 'utf8'))) : operatorAt(namesIn(process.env), {});
}

/** The operator of a hub that runs on this machine, by what it says of itself. */
export function localOperator(said: unknown): Operator {
  const hub = LocalHub.parse(said);
  const credentials = { accessKeyId: hub.AWS_ACCESS_KEY_ID, secretAccessKey: hub.AWS_SECRET_ACCESS_KEY };
  const vault = {
    ...{ queriesTable: hub.QUERIES_TABLE, sealedTable: hub.SEALED_TABLE },
    ...{ keysTable: hub.KEYS_TABLE, contentKeyId: hub.CONTENT_KEY_ID },
  };
  return operatorAt(hub, { endpoint: hub.AWS_ENDPOINT_URL, region: hub.AWS_REGION, credentials }, vault);
}

function namesIn(environment: NodeJS.ProcessEnv): z.infer<typeof Names> {
  const { data, error } = Names.safeParse(environment);
  if (data) return data;
  const missing = error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new CannotRun(`Not set: ${missing}. The outputs of the stack HubState say what they are.`);
}

function operatorAt(names: z.infer<typeof Names>, client: Client, vault?: Vault): Operator {
  return {
    ledgerTable: names.LEDGER_TABLE,
    anchorsBucket: names.ANCHORS_BUCKET,
    anchorKeyId: names.ANCHOR_KEY_ID,
    noticesTable: names.NOTICES_TABLE,
    directoryTable: names.DIRECTORY_TABLE,
    userPoolId: names.USER_POOL_ID,
    reportsTable: names.REPORTS_TABLE,
    vault,
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(client), {
      marshallOptions: { removeUndefinedValues: true },
      unmarshallOptions: { wrapNumbers: numberIn },
    }),
    s3: new S3Client(client),
    kms: new KMSClient(client),
    cognito: new CognitoIdentityProviderClient(client),
  };
}

/** A number that somebody planted may be larger than a number can be here: it stays text, and fits nowhere. */
const numberIn = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
