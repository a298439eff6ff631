import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { fault } from '../faults.ts';

const MAX_BODY_BYTES = 10_000_000;

export async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const encoded = await readAtMost(response, MAX_BODY_BYTES);
  return decode(encoded, (response.headers['content-encoding'] ?? '').trim().toLowerCase());
}

export async function readAtMost(stream: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > max) throw fault('too-large', `the answer is larger than ${max / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(encoded: Buffer, encoding: string): Buffer {
  // A small answer must not unpack to a huge one.
  const limit = { maxOutputLength: MAX_BODY_BYTES };
  if (encoded.length === 0) return encoded;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(encoded, limit);
    case 'br':
      return brotliDecompressSync(encoded, limit);
    case 'deflate':
      // Some servers omit its header, and clients accept both.
      return ((encoded[0] ?? 0) & 0x0f) === 8 ? inflateSync(encoded, limit) : inflateRawSync(encoded, limit);
    case 'zstd':
      return zstdDecompressSync(encoded, limit);
    default:
      return encoded;
  }
}
