import { join } from 'node:path';
import { temporaryFolder, writeTemporary } from '../files/temporary-folder.ts';
import { started } from '../http/listen.ts';
import { CONNECTION_HEADERS } from '../http/wire.ts';
import { Semaphore } from '../semaphore.ts';
import type { PactMismatch } from './mismatches.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';
import {
  type PactEndpoint,
  PactLostError,
  startWatchedPact,
  type WatchedPactProcess,
  writeOneCertificate,
} from './watched-pact-process.ts';

/** How long Pact may think about what it was sent, in milliseconds. It takes some ten. */
const SILENT_FOR_MS = 20_000;

/** Processes beside the shared one, for jobs that lost it. */
const MAX_ALONE = 2;

export interface PactVerifierOptions {
  /** How long it may think without asking for anything. Default: 20,000. */
  readonly silentForMs?: number;
  /** How many interactions it replays at once at most, each in a thread. Default: 8. */
  readonly threads?: number;
}

export type PactVerifier = ReturnType<typeof startPactVerifier>;

/** Starts Pact's Verifier in a process of its own, which keeps its output and contains its crashes, memory and time. */
export function startPactVerifier({ silentForMs = SILENT_FOR_MS, threads = 8 }: PactVerifierOptions = {}) {
  const folder = temporaryFolder('verify');
  const certificates = writeOneCertificate(folder.path);
  const fileOf = pactWriter(folder.path);
  const start = (atOnce: number) => startWatchedPact({ certificates, silentForMs, threads: atOnce });
  let shared = start(threads);
  let printedBefore = '';
  const alone = new Set<WatchedPactProcess>();
  const places = new Semaphore(MAX_ALONE);

  const verifyAlone = (file: string, endpoint: PactEndpoint) =>
    places.run(async () => {
      const process = start(1);
      alone.add(process);
      try {
        return await process.verify(file, endpoint);
      } finally {
        await process.end();
        alone.delete(process);
        printedBefore += process.takeOutput();
      }
    });
  const verifier = {
    get pid(): number | undefined {
      return shared.pid;
    },
    /** What Pact printed since the last time, in whole lines: a secret in it is not cut in two. */
    takeOutput: (): string => {
      const printed = printedBefore + shared.takeOutput();
      printedBefore = '';
      return printed;
    },
    /**
     * Replays one interaction. Where the process is lost over several at once, each is replayed once more in a process of its
     * own: the gateway hands out what it has, and nothing is sent twice.
     */
    verify: async (
      pact: PactFile,
      interaction: PactInteraction,
      endpoint: PactEndpoint,
      isSuspect = false,
    ): Promise<readonly PactMismatch[]> => {
      const file = fileOf(pact, interaction);
      if (isSuspect) return verifyAlone(file, endpoint);
      if (shared.isLost) {
        printedBefore += shared.takeOutput();
        shared = start(threads);
      }
      try {
        return await shared.verify(file, endpoint);
      } catch (error) {
        if (!(error instanceof PactLostError && error.hadOthers)) throw error;
        endpoint.again?.();
        return verifyAlone(file, endpoint);
      }
    },
  };
  return started(verifier, async () => {
    await Promise.all([shared, ...alone].map((one) => one.end()));
    folder[Symbol.dispose]();
  });
}

/** Writes pacts of one interaction each into files for Pact: each once, however many Jiras are held to it. */
function pactWriter(folder: string): (pact: PactFile, interaction: PactInteraction) => string {
  const written = new WeakMap<PactInteraction, string>();
  let count = 0;
  return (pact, interaction) => {
    const known = written.get(interaction);
    if (known !== undefined) return known;
    count += 1;
    const file = join(folder, `pact-${count}.json`);
    writeTemporary(file, JSON.stringify({ ...pact, interactions: [sendable(interaction)] }));
    written.set(interaction, file);
    return file;
  };
}

/**
 * Headers about another connection, which Pact would send exactly as the pact has them: a length without
 * a body hangs it, and so does waiting for leave to send one.
 */
const NOT_SENT = new Set([...CONNECTION_HEADERS, 'expect', 'host']);

function sendable(interaction: PactInteraction): PactInteraction {
  // Pending interactions are judged here: Pact would call them a success.
  const { pending: _, request, ...rest } = interaction;
  const sent = Object.entries(request.headers ?? {}).filter(([name]) => !NOT_SENT.has(name.toLowerCase()));
  return { ...rest, request: { ...request, headers: Object.fromEntries(sent) } };
}
