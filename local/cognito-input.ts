import * as z from 'zod';

const Fields = z.record(z.string(), z.string()).default({});
/** The input of every operation the stand-in knows: each uses its own few fields. */
export const Input = z.object({
  UserPoolId: z.string().optional(),
  ClientId: z.string().optional(),
  Username: z.string().default(''),
  AuthFlow: z.string().optional(),
  AuthParameters: Fields,
  ChallengeName: z.string().optional(),
  ChallengeResponses: Fields,
  Session: z.string().optional(),
  UserCode: z.string().default(''),
  Password: z.string().default(''),
  Permanent: z.boolean().default(false),
  TemporaryPassword: z.string().optional(),
  SoftwareTokenMfaSettings: z.object({ Enabled: z.boolean() }).optional(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});
export type Input = z.infer<typeof Input>;

/** What operations there are, by name. */
export type Operations = Readonly<Record<string, (input: Input) => Promise<object>>>;
