import { parentPort, workerData } from 'node:worker_threads';

// One execution environment of a function, in a thread of its own: loads the bundle once, then handles one event at a time.

/** What the thread is started with. */
export interface Start {
  readonly entry: string;
  readonly exported: string;
  /** What Lambda says of the function in every context. */
  readonly about: Readonly<Record<string, string | undefined>>;
}

/** One event for the function. */
export interface ToWorker {
  readonly requestId: string;
  readonly event: string;
  readonly deadline: number;
}

/** How an error travels out of a function. */
interface Described {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What becomes of a start and of each event. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly result: string }
  | { readonly kind: 'failed' | 'broken'; readonly error: Described };

function described(error: unknown): Described {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

/** The trace of an invocation, in the form that X-Ray gives it. */
function traceOf(requestId: string): string {
  const digits = requestId.replaceAll('-', '');
  return `1-${digits.slice(0, 8)}-${digits.slice(8)}`;
}

async function serve({ entry, exported, about }: Start): Promise<void> {
  const say = (message: FromWorker) => parentPort?.postMessage(message);
  // As Lambda does: what a function throws is in its log.
  const log = (message: string, error: Described) =>
    console.error(JSON.stringify({ level: 'ERROR', message, ...error }));
  try {
    const module: Record<string, (event: unknown, context: object) => unknown> = await import(entry);
    const handler = module[exported];
    if (typeof handler !== 'function') throw new TypeError(`${entry} exports no function called ${exported}`);
    parentPort?.on('message', async ({ requestId, event, deadline }: ToWorker) => {
      const context = {
        ...about,
        awsRequestId: requestId,
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => deadline - Date.now(),
      };
      // As Lambda does: every call that the SDK makes and every line of the log says which invocation it belongs to.
      process.env._X_AMZN_TRACE_ID = `Root=${traceOf(requestId)};Sampled=0`;
      try {
        const result = await handler(JSON.parse(event), context);
        say({ kind: 'answered', result: JSON.stringify(result ?? null) });
      } catch (error) {
        log('Invoke Error', described(error));
        say({ kind: 'failed', error: described(error) });
      }
    });
    say({ kind: 'ready' });
  } catch (error) {
    log('Init Error', described(error));
    say({ kind: 'broken', error: described(error) });
  }
}

if (parentPort) await serve(workerData);
