/** One call to AWS as it arrived at the port: who calls, what, and with which input. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  /** The logical id of the caller's role; undefined for the few operations that are not signed. */
  readonly role: string | undefined;
  /** The invocation of a function that it is part of, where there is one. */
  readonly invocation?: string | undefined;
  readonly body: Buffer;
  /** The parsed body: JSON, or the fields of a form; with S3, which speaks REST, method, address and headers. */
  readonly input: unknown;
}

/** What a service answers. */
export interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it cost, where the service says so. */
  readonly cost?: Cost;
}

/** What a call to DynamoDB touched and consumed. */
export interface Cost {
  readonly tables: readonly string[];
  readonly items: number;
  readonly capacityUnits: number;
}

/** What a caller must be allowed, for the call to be made: one action on one resource, under the given circumstances. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A service behind the port: what its calls demand of the caller, and how it answers them. */
export interface Service {
  demandsOf(call: Call): readonly Demand[];
  answer(call: Call): Promise<Reply>;
}

/** A refusal as AWS gives it: its code, its words, its status. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
