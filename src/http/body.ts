import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { fault } from './faults.ts';

const MAX_ANSWER_BYTES = 10_000_000;

/** Reads the whole body of an answer, decoded, and no more than anybody has a reason to send. */
export async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const encoded = await readAtMost(response, MAX_ANSWER_BYTES);
  return decode(encoded, encodingOf(response.headers['content-encoding']));
}

function readAtMost(stream: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= most) return;
      reject(fault('too-large', `the answer is larger than ${most / 1_000_000} MB`));
      stream.destroy();
    });
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    // Cut before its end without an error of its own.
    stream.on('close', () => reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })));
  });
}

function encodingOf(header: IncomingHttpHeaders[string]): string {
  return String(header ?? '')
    .trim()
    .toLowerCase();
}

function decode(encoded: Buffer, encoding: string): Buffer {
  // A small answer must not unpack to a huge one.
  const limit = { maxOutputLength: MAX_ANSWER_BYTES };
  if (encoded.length === 0) return encoded;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(encoded, limit);
    case 'br':
      return brotliDecompressSync(encoded, limit);
    case 'deflate':
      return inflateSync(encoded, limit);
    default:
      return encoded;
  }
}
