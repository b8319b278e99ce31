import type { Fault } from '../fault.ts'

/** The wire's limits, the network, and what the hub looks after while it runs. */
export const wireFaults: readonly Fault[] = [
  {
    name: 'a bucket that fills without an end',
    file: 'server/gateway/rates.ts',
    was: 'Math.min(this.#burst, this.#tokens + gained)',
    becomes: 'this.#tokens + gained',
    caughtBy: ['server/gateway/rates.test.ts'],
  },
  {
    name: 'a window that forgets nothing',
    file: 'server/gateway/rates.ts',
    was: 'time > from',
    becomes: 'time <= at',
    caughtBy: ['server/gateway/rates.test.ts'],
  },
  {
    name: 'a clock that goes back is no trouble',
    file: 'server/health/clock.ts',
    was: 'if (Math.abs(jumpMs) > CLOCK_JUMP_MS) {',
    becomes: 'if (jumpMs > CLOCK_JUMP_MS) {',
    caughtBy: ['server/health/process.test.ts'],
    title: 'a clock that jumps',
  },
  {
    name: 'an event loop that is stuck for ever',
    file: 'server/health/process.ts',
    was: "else if (at - stuckAt > STUCK_SHOWN_MS) problems.clear('event_loop_stuck')",
    becomes: '',
    caughtBy: ['server/health/process.test.ts'],
    title: 'stood still',
  },
  {
    name: 'a log file without an end',
    file: 'server/observe/log-file.ts',
    was: 'file.bytes + bytes > kept.maxBytes',
    becomes: 'file.bytes + bytes < 0',
    caughtBy: ['server/observe/log-file.test.ts'],
  },
  {
    name: 'the network in an old TLS',
    file: 'server/network/listeners.ts',
    was: "minVersion: 'TLSv1.3'",
    becomes: "minVersion: 'TLSv1.2'",
    caughtBy: ['tests/hub/network/lan.test.ts'],
    title: 'speaks TLS 1.3',
  },
  {
    name: 'a key that others may read',
    file: 'server/network/tls-identity.ts',
    was: 'mode: 0o600',
    becomes: 'mode: 0o644',
    caughtBy: ['tests/hub/network/lan.test.ts'],
    title: 'for the hub’s user alone',
  },
  {
    name: 'a new key each time the hub has another name',
    file: 'server/network/tls-identity.ts',
    was: 'readOrNull(keyPath) ?? writeAtOnce(keyPath, newKey())',
    becomes: 'writeAtOnce(keyPath, newKey())',
    caughtBy: ['tests/hub/network/lan.test.ts'],
    title: 'keeps its key',
  },
]
