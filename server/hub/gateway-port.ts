import { hashOfSecret } from '../auth/random.ts'
import { requireKept } from '../auth/register-desk.ts'
import { statsPayload } from '../commands/payloads.ts'
import { factKeysOf } from '../commands/fact-keys.ts'
import type { RecentEvents } from '../commands/recent-events.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { runCommand } from '../commands/run-command.ts'
import { authorityOf, authorityOfRecorder, type Authority } from '../commands/authority.ts'
import { occurredAt, type CommandContext } from '../commands/context.ts'
import { findRecorder } from '../auth/recorder.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { Outcome } from '../commands/outcome.ts'
import { takeSnapshot } from '../commands/snapshot.ts'
import { shownGym } from '../domain/gym-settings.ts'
import type { HubPort } from '../gateway/hub-port.ts'
import type { Metrics } from '../observe/metrics.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import { findDeskByToken, renameDesk } from '../store/desks.ts'
import { hashOf, type Core } from './core.ts'

interface PortParts {
  core: Core
  recent: RecentEvents
  metrics: Metrics
  settings: Pick<HubSettings, 'gym'>
  environment: Pick<Environment, 'now' | 'newId'>
}

/** What sockets may ask of the hub, but for what is called by name. */
export function gatewayPort({
  core,
  recent,
  metrics,
  settings,
  environment,
}: PortParts): Omit<HubPort, 'status' | 'call'> {
  const { store, writer } = core
  const { now, newId } = environment
  const { gym } = settings
  return {
    verifyToken: core.accounts.verifyToken,
    sessionStatusOf: core.accounts.sessionStatusOf,
    stats: () => statsPayload(writer.counters, now(), gym.capacity.places),
    gym: () => shownGym(gym),
    async findDesk(deskToken, name) {
      const desk = requireKept(await findDeskByToken(store.db, hashOfSecret(deskToken)))
      if (!desk) return null
      if (name === undefined || name === desk.name) return { id: desk.id, name: desk.name }
      await writer.write((context) => renameDesk(context.tx, desk.id, name, context.now))
      return { id: desk.id, name }
    },
    run(frame, { desk, presence, by }, record, done) {
      const caller = { settings: gym, desk, trustsDeskTime: desk.isOurs, presence, newId }
      const asks = factKeysOf(frame, desk.id)
      writer.submit({
        ...(asks && { asks }),
        run(context) {
          metrics.timeline.started(record)
          const asked = { ...context, ...caller }
          if ('person' in by) return runCommand({ ...asked, ...authorityOf(by.person) }, frame, hashOf)
          return runRecorded(asked, frame, by.recordedUnder)
        },
        committed: done,
        failed: (error) => done(asError(error)),
      })
    },
    snapshot(done) {
      writer.submit({
        run: (context) => takeSnapshot(context, recent, gym.capacity.places),
        committed: done,
        failed: (error) => done(asError(error)),
      })
    },
    missedEvents: (seq) => readMissedEvents(store.db, seq),
  }
}

/** Does what a desk recorded, as the word of whoever recorded it. */
async function runRecorded(
  asked: Omit<CommandContext, keyof Authority>,
  frame: CommandFrame,
  signInId: string | undefined,
): Promise<Outcome> {
  const { tx, now, desk } = asked
  const at = occurredAt(asked, frame.payload.occurredAt)
  const recorder = await findRecorder(tx, { deskId: desk.id, signInId, at, now })
  return runCommand({ ...asked, ...authorityOfRecorder(recorder, frame.type) }, frame, hashOf)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
