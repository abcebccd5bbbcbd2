import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

const MARK = 'INTERRUPT_TEST';

/** Ids of the running processes with the variable in their environment; Linux only. */
function processesOf(mark: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/environ`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  });
}

it.skipIf(process.platform !== 'linux').each(['SIGINT', 'SIGTERM'] as const)(
  'a %s of npm alone ends every process of the local run',
  async (signal) => {
    const mark = `${MARK}=${signal}${process.pid}`;
    const ports = { PORT: '0', ISSUER_PORT: '0', DYNAMODB_PORT: '0' };
    const [name = '', value] = mark.split('=');
    const npm = spawn('npm', ['start'], {
      // A process group of its own, so that the signal reaches no other process directly.
      detached: true,
      env: { ...process.env, ...ports, [name]: value },
    });
    const ended = once(npm, 'exit');
    const output = { text: '' };
    npm.stdout.on('data', (data) => (output.text += data));
    await vi.waitFor(() => expect(output.text).toContain('Ready on'), { timeout: 60_000 });
    // At least npm, the run and DynamoDB Local.
    expect(processesOf(mark).length).toBeGreaterThanOrEqual(3);

    npm.kill(signal);
    await ended;
    await vi.waitFor(() => expect(processesOf(mark)).toEqual([]), { timeout: 10_000 });
  },
  90_000,
);
