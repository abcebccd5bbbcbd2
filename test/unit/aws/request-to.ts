import { HttpRequest } from '@smithy/core/transport';

/** A request of the SDK to a port of this machine. */
export function requestTo(port: number, others: Partial<HttpRequest> = {}): HttpRequest {
  return new HttpRequest({
    ...{ protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/' },
    ...{ headers: { 'x-amz-target': 'UpdateItem' }, body: new TextEncoder().encode('Zoë') },
    ...others,
  });
}
