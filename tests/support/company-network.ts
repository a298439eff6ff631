import { lookup } from 'node:dns';
import { request } from 'node:http';
import { Server as ProxyServer } from 'proxy-chain';
import { makeCertificates } from './certificates.ts';
import { type Started, startHttps } from './faulty-server.ts';

/** A real forward proxy. It finds every host on this machine's loopback. */
export async function startProxy(password?: string) {
  const hosts: string[] = [];
  const proxy = new ProxyServer({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ hostname, password: given }) => {
      hosts.push(hostname);
      return {
        requestAuthentication: password !== undefined && given !== password,
        dnsLookup: ((_host: string, options: object, callback: never) =>
          lookup('127.0.0.1', options, callback)) as typeof lookup,
      };
    },
  });
  await proxy.listen();
  return { port: proxy.port, hosts, [Symbol.asyncDispose]: () => proxy.close(true) };
}

/** Ends TLS in front of a server, as a load balancer does. */
export async function startTls(host: string, baseUrl: string): Promise<Started & { ca: string }> {
  const { ca, ...certificate } = await makeCertificates(host);
  const target = new URL(baseUrl);

  const server = await startHttps(certificate, (incoming, outgoing) => {
    const { method, url } = incoming;
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
    incoming.pipe(
      request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
        answer.pipe(outgoing);
      }),
    );
  });
  return { ...server, ca };
}
