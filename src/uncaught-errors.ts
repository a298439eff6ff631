import { AsyncLocalStorage } from 'node:async_hooks';
import { runInThisContext } from 'node:vm';

type TellError = (error: unknown) => void;

/** Whom to tell what a callback throws. */
const tellOf = new AsyncLocalStorage<TellError>();

/** In a test of Jest, `process` is a copy, whose listeners hear nothing. */
const realProcess = runInThisContext('process') as NodeJS.Process;

let underWay = 0;
let letGo = () => {};

/** Runs this, and tells what its callbacks throw, which is in no promise. */
export function tellingUncaught<T>(tell: TellError, run: () => Promise<T>): Promise<T> {
  return catchingUncaught(() => tellOf.run(tell, run));
}

/** Until this has ended, what was run keeps nobody from going on by what its callbacks throw, also where it has ended itself. */
export async function catchingUncaught<T>(run: () => Promise<T>): Promise<T> {
  underWay += 1;
  if (underWay === 1) letGo = catchUncaught();
  try {
    return await run();
  } finally {
    underWay -= 1;
    if (underWay === 0) letGo();
  }
}

/** Where the host catches by itself, with a callback or a domain, it goes on to do so. */
function catchUncaught(): () => void {
  const set = realProcess.setUncaughtExceptionCaptureCallback;
  const caught = (error: Error) => {
    const tell = tellOf.getStore();
    if (tell) return tell(error);
    // An error of the host's own goes where it would have gone without this.
    const hosts = realProcess.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
    for (const listener of hosts) listener.call(realProcess, error, 'uncaughtException');
    if (hosts.length > 0) return;
    set(null);
    process.nextTick(() => {
      throw error;
    });
  };
  try {
    set(caught);
  } catch {
    return () => {};
  }
  const listeners = realProcess.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[];
  const rejected: NodeJS.UnhandledRejectionListener = (reason, promise) => {
    const tell = tellOf.getStore();
    if (tell) tell(reason);
    else for (const listener of listeners) listener.call(realProcess, reason, promise);
  };
  // Without a listener, a rejection is an uncaught exception as well.
  if (listeners.length > 0)
    realProcess.removeAllListeners('unhandledRejection').on('unhandledRejection', rejected);
  // Before Node 24, what a microtask throws is not known to be of a run.
  const own = globalThis.queueMicrotask;
  globalThis.queueMicrotask = (microtask) => own(telling(microtask));
  return () => {
    set(null);
    globalThis.queueMicrotask = own;
    // Somebody else may have taken it away meanwhile, or added another one, which stays.
    if (!realProcess.listeners('unhandledRejection').includes(rejected)) return;
    realProcess.off('unhandledRejection', rejected);
    for (const listener of listeners) realProcess.on('unhandledRejection', listener);
  };
}

function telling(microtask: () => void): () => void {
  const tell = tellOf.getStore();
  if (!tell) return microtask;
  return () => {
    try {
      microtask();
    } catch (error) {
      tell(error);
    }
  };
}
