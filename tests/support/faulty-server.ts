import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';

/** A server that listens on loopback until it is disposed of. */
export interface Started extends AsyncDisposable {
  readonly port: number;
  readonly origin: string;
  /** Of the Jira that it plays. */
  readonly baseUrl: string;
}

async function listen(server: TcpServer | Server, scheme = 'http', wanted = 0): Promise<Started> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await once(server.listen(wanted, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `${scheme}://127.0.0.1:${port}`;
  return {
    port,
    origin,
    baseUrl: `${origin}/rest`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Answers each connection with these bytes once a request has come, then does what `then` says. */
export function startRaw(bytes: string, then: (socket: Socket) => void = () => {}): Promise<Started> {
  return listen(
    createTcpServer((socket) =>
      socket.once('data', () => {
        if (bytes) socket.write(bytes);
        then(socket);
      }),
    ),
  );
}

export function startHttp(listener: RequestListener): Promise<Started> {
  return listen(createServer(listener));
}

export function startHttps(tls: ServerOptions, listener: RequestListener): Promise<Started> {
  return listen(createHttpsServer(tls, listener), 'https');
}

/** Hands each connection over once it speaks TLS. */
export function startTls(tls: TlsOptions, use: (socket: TLSSocket) => void): Promise<Started> {
  return listen(createTlsServer(tls, use), 'https');
}

/** Takes a port for itself, and says nothing; fails where somebody else has it. */
export function occupy(port: number): Promise<Started> {
  return listen(createTcpServer(), 'http', port);
}
