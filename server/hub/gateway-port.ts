import { changeDeskName, freeDeskName } from '../auth/desk-names.ts'
import { hashOfSecret } from '../auth/random.ts'
import { requireKept } from '../auth/register-desk.ts'
import { statsPayload } from '../commands/payloads.ts'
import { factKeysOf } from '../commands/fact-keys.ts'
import type { RecentEvents } from '../commands/recent-events.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { runCommand } from '../commands/run-command.ts'
import { authorityOf, authorityOfRecorder, type Authority } from '../commands/authority.ts'
import type { CommandContext } from '../commands/context.ts'
import { findRecorder } from '../auth/recorder.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { Outcome } from '../commands/outcome.ts'
import { takeSnapshot } from '../commands/snapshot.ts'
import { shownGym } from '../domain/gym-settings.ts'
import type { HubPort } from '../gateway/hub-port.ts'
import type { Metrics } from '../observe/metrics.ts'
import type { Environment } from '../platform/clock.ts'
import { hasRight } from '../protocol/rights.ts'
import type { HubSettings } from '../settings/settings.ts'
import { findDesk, findDeskByToken } from '../store/desks.ts'
import { isPostgres } from '../store/dialect.ts'
import { endDeskSession, nextDeskRank, saveDeskSession } from '../store/shared-state.ts'
import type { WriteContext } from '../store/write.ts'
import { asError } from './as-error.ts'
import { hashOf, type Core } from './core.ts'
import { shareSnapshots } from './share-snapshots.ts'
import type { StandIn } from './stand-in.ts'

interface PortParts {
  core: Core
  recent: RecentEvents
  metrics: Metrics
  settings: Pick<HubSettings, 'gym'>
  environment: Pick<Environment, 'now' | 'newId' | 'steadyNow' | 'setTimeout'>
  standIn: StandIn
}

/** What sockets may ask of the hub, but for what is called by name. */
export function gatewayPort({
  core,
  recent,
  metrics,
  settings,
  environment,
  standIn: { standbys, succession },
}: PortParts): Omit<HubPort, 'caughtUp' | 'status' | 'call'> {
  const { store, writer } = core
  const { now, newId } = environment
  const { gym } = settings
  return {
    verifyToken: core.accounts.verifyToken,
    sessionStatusOf: core.accounts.sessionStatusOf,
    stats() {
      const { heldSeq } = standbys
      const copied = heldSeq === null ? {} : { copiedSeq: heldSeq }
      return { ...statsPayload(writer.counters, now(), gym.capacity.places), ...copied }
    },
    term: succession.claim,
    hearTerm: succession.hear,
    gym: () => shownGym(gym),
    async findDesk(deskToken) {
      const desk = requireKept(await findDeskByToken(store.db, hashOfSecret(deskToken)))
      return desk ? { id: desk.id, name: desk.name } : null
    },
    nameDesk(desk, name, by) {
      if (!desk.isOurs) return freeDeskName(store.db, name, null)
      if (name === desk.name || !by || !hasRight(by.role, 'work_the_desk')) return Promise.resolve(desk.name)
      return writer.write((context) => renameOwnDesk(context, desk.id, name, by.subject))
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
    snapshot: shareSnapshots({
      ...{ writer, environment },
      take: (context) => takeSnapshot(context, recent, gym.capacity.places),
    }),
    ...(isPostgres(store.db) ? sharedDesks(core, now) : ownDesks()),
    missedEvents: (seq) => readMissedEvents(store.db, seq),
  }
}

type DeskSockets = Pick<HubPort, 'nextDeskRank' | 'deskBegan' | 'deskEnded'>

/** Which of a desk's sockets is the newest, decided where all hubs write: in the database. */
function sharedDesks({ store, writer }: Core, now: () => number): DeskSockets {
  return {
    nextDeskRank: () => nextDeskRank(store.db),
    deskBegan: (session) => writer.write(({ tx }) => saveDeskSession(tx, { ...session, at: now() })),
    deskEnded(deskId, session) {
      const run = ({ tx }: WriteContext): void => endDeskSession(tx, { deskId, session, at: now() })
      // The others go on taking it for connected, until it comes again.
      writer.submit({ run, committed: () => undefined, failed: () => undefined })
    },
  }
}

/** The same for a hub that is alone: it sees all of them. */
function ownDesks(): DeskSockets {
  let lastRank = 0
  return {
    nextDeskRank: () => Promise.resolve(++lastRank),
    deskBegan: () => Promise.resolve(true),
    deskEnded: () => undefined,
  }
}

/** Does what a desk recorded, as the word of whoever recorded it. */
async function runRecorded(
  asked: Omit<CommandContext, keyof Authority>,
  frame: CommandFrame,
  signInId: string | undefined,
): Promise<Outcome> {
  const { tx, now, trustedNow, desk } = asked
  // As it was said: no sign-in answers for a time that is not believed.
  const at = Math.min(frame.payload.occurredAt ?? now, now)
  const recorder = await findRecorder(tx, { deskId: desk.id, signInId, at, trustedNow })
  return runCommand({ ...asked, ...authorityOfRecorder(recorder, frame.type) }, frame, hashOf)
}

/** Calls a desk otherwise by the word of somebody who is there; resolves with what it is called then. */
async function renameOwnDesk(context: WriteContext, id: string, asked: string, by: string): Promise<string> {
  const desk = requireKept(await findDesk(context.tx, id))
  if (!desk) throw new Error('A desk that is connected is in the list of desks.')
  const name = await freeDeskName(context.tx, asked, id)
  await changeDeskName(context, { id: by, deskId: id }, desk, name)
  return name
}
