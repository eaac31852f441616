// Starts the released server as a member would meet it. Shared by the browser tests and by pictures.mjs.
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The moment of every demonstration: 12 March 2026, 15 h 48 in Paris. */
export const CLOCK = '2026-03-12T14:48:00Z';

/** The program under test. */
export function program() {
  const { RELAIS_BIN: bin, RELAIS_SITE: site } = process.env;
  if (!bin || !site) throw new Error('set RELAIS_BIN and RELAIS_SITE, or run `cargo xtask test release browser`');
  return { bin, site };
}

/** The same time of day, that many days later. */
const daysLater = (days) => new Date(Date.parse(CLOCK) + days * 86_400_000).toISOString();

/** The demo sign-ins of an insurer. */
export function demoAccounts(insurer) {
  return JSON.parse(execFileSync(program().bin, ['demo', 'accounts', '--insurer', insurer, '--json'], { encoding: 'utf8' }));
}

/** The code of an application (RFC 6238) when the server's clock shows that many steps of 30 s after its start. */
export function codeOf(key, later = 0) {
  const bits = [...key.replace(/[^A-Z2-7]/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.parse(CLOCK) / 30_000) + later));
  const mac = createHmac('sha1', secret).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A folder of our own that is gone at the end. */
export function scratch(name) {
  const folder = mkdtempSync(join(tmpdir(), `relais-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Runs a server on that data folder until `stop`, that many days after [`CLOCK`]; the demo data is written when the folder is empty. */
export async function serve(data, insurer, listen = '127.0.0.1:0', days = 0) {
  const { bin, site } = program();
  const args = ['serve', '--demo', '--insurer', insurer, '--data', data, '--site', site, '--listen', listen, '--clock', daysLater(days)];
  const child = spawn(bin, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, RUST_LOG: 'warn' } });
  let said = '';
  const url = await new Promise((ready, fail) => {
    const hear = (bytes) => {
      said += bytes;
      const found = /is ready on (http:\/\/localhost:\d+)/.exec(said);
      if (found) ready(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return {
    url,
    /** What it printed and logged so far. */
    said: () => said,
    /** Ends it: kindly by default, or at once with SIGKILL. */
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** Runs a command on that data folder, as an operator does beside the server. */
export function operate(data, insurer, ...command) {
  const args = [...command, '--demo', '--insurer', insurer, '--data', data, '--clock', CLOCK];
  return execFileSync(program().bin, args, { encoding: 'utf8', env: { ...process.env, RUST_LOG: 'warn' } });
}

/** A data folder with the demo members, to be copied: copying is faster than hashing their passwords again. */
export async function seeded(insurer) {
  const { folder, remove } = scratch('seed');
  try {
    const server = await serve(join(folder, 'data'), insurer);
    await server.stop();
  } catch (error) {
    remove();
    throw error;
  }
  return { remove, copyTo: (target) => cpSync(join(folder, 'data'), target, { recursive: true }) };
}
