import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  assertPortFree,
  freePort,
  parsePort,
  toPortError,
} from '../../../../local/shared/ports.ts';

describe('parsePort', () => {
  it.each([
    [undefined, 3000],
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('PORT=%s is %s', (PORT, port) => {
    expect(parsePort('PORT', { PORT })).toBe(port);
  });

  it.each(['', ' 1', '-1', '1.5', '65536', '0x10', 'http'])('refuses PORT=%j', (PORT) => {
    expect(() => parsePort('PORT', { PORT })).toThrow(/^PORT must be a port number/);
  });
});

describe('a port', () => {
  it('that is taken is named with its variable and a way out', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port, 'ISSUER_PORT')).rejects.toThrow(
      new RegExp(`^Port ${port} is taken .* ISSUER_PORT=\\d+ npm start$`),
    );
    server.close();
  });

  it('found free can be used, and 0 is always free', async () => {
    await expect(assertPortFree(await freePort(), 'PORT')).resolves.toBeUndefined();
    await expect(assertPortFree(0, 'PORT')).resolves.toBeUndefined();
  });

  it('that needs a privilege is named with its variable', () => {
    const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
    expect(toPortError(error, 80, 'PORT')).toMatchObject({
      message: 'Port 80 (PORT) needs a privilege. Choose a port above 1023.',
    });
  });
});
