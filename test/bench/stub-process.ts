/**
 * The issuer's key set and DynamoDB, over TLS on a loopback address, in a
 * process of their own, so that their CPU time is not a contender's. Every UpdateItem is
 * answered by the same item; the parent may ask for the last one and the count.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { StubOptions, StubRecord } from './stub.ts';

const { keyFile, certificateFile, jwks, answer } = JSON.parse(process.argv[2] ?? '') as StubOptions;
const keySet = JSON.stringify(jwks);
const item = JSON.stringify(answer);

let record: StubRecord = { calls: 0 };

const tls = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
const server = createServer(tls, (request, response) => {
  const send = (text: string, type: string) =>
    response
      .writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
      .end(text);
  if (request.method === 'GET') {
    send(keySet, 'application/json');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    record = { calls: record.calls + 1, headers: request.rawHeaders, body };
    send(item, 'application/x-amz-json-1.0');
  });
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  process.send?.(record);
  record = { calls: 0 };
});
process.on('disconnect', () => process.exit(0));
