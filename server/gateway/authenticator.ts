import { encode, encodeEvent, encodeHiddenEvent, encodeSnapshot, replyTo } from './encode.ts'
import { RESUME_PAGE_EVENTS } from '../commands/resume.ts'
import type { HubLimits } from '../settings/limits.ts'
import type { Logger } from '../observe/logger.ts'
import type { AuthenticatePayload, ClientFrame } from '../protocol/client-frames.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import { HubError } from '../protocol/errors.ts'
import { refuseError, unread } from './answer.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import type { DeskPresences } from './desk-presences.ts'
import type { HubPort } from './hub-port.ts'
import type { TokenBucket } from './rates.ts'
import type { Identity, Session } from './session.ts'
import { closeUnauthorised, identify, welcome } from './sign-in.ts'

interface AuthenticatorParts {
  hub: HubPort
  limits: HubLimits
  log: Logger
  now: () => number
  steadyNow: () => number
  setImmediate: (callback: () => void) => unknown
  sessions: ReadonlySet<Session>
  presences: DeskPresences
  known: KnownAddresses
  setTimeout: (callback: () => void, ms: number) => unknown
}

/** Why a desk is sent away by a hub that was replaced: it looks for the gym's hub anew. */
const SUPERSEDED = 'another hub has taken over'

/** How long after it could not be written down that a desk is here it is tried again. */
const WRITE_AGAIN_MS = 1_000

type AuthenticateFrame = Extract<ClientFrame, { type: 'authenticate' }>

/** Signs sessions in, brings them up to date, and tells the others which desks are there. */
export class Authenticator {
  readonly #parts: AuthenticatorParts

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts
  }

  /** A token in the address: the open socket is the answer, `initial_stats` comes first. */
  async signInByAddress(session: Session, token: string): Promise<void> {
    const { signIns, refusedSignIns } = session.metrics
    try {
      await this.#catchUp({ token })
      const identity = await identify(this.#parts.hub, session, { token })
      if (!session.isOpen) return
      this.#goLive(session, identity, null)
      signIns.add('token')
      this.#sendStats(session)
    } catch (error) {
      refusedSignIns.add('token')
      refuseError(session, { type: undefined, requestId: undefined }, error, this.#parts.log)
      closeUnauthorised(session, error)
    }
  }

  /** An `authenticate` frame: the first one signs in, later ones renew the token, resume, or name the desk. */
  async signIn(session: Session, frame: AuthenticateFrame): Promise<void> {
    const { hub, limits, log, now } = this.#parts
    const { payload, requestId } = frame
    if (payload.term && hub.hearTerm(payload.term)) {
      session.close(CLOSE.goingAway, SUPERSEDED)
      return
    }
    try {
      const isFirst = session.identity === null
      if (isFirst || payload.resume) await this.#catchUp(payload)
      const identity = await identify(hub, session, payload)
      const isNewDesk = identity.desk.isOurs && session.identity?.desk.id !== identity.desk.id
      const rank = isNewDesk ? await hub.nextDeskRank() : null
      if (!session.isOpen) return
      this.#goLive(session, identity, rank)
      if (payload.accept) session.acceptsBatch = payload.accept.includes('batch')
      session.reply(
        encode({
          type: 'authentication_success',
          ...replyTo(requestId),
          message: 'Successfully authenticated',
          payload: welcome(hub, identity, limits, now()),
        }),
      )
      if (isFirst) {
        session.metrics.signIns.add('token')
        this.#sendStats(session)
      }
      if (payload.resume) await this.#resume(session, payload.resume)
    } catch (error) {
      refuseError(session, { type: undefined, requestId }, error, log)
      if (session.identity === null) {
        session.metrics.refusedSignIns.add('token')
        closeUnauthorised(session, error)
      }
      // A resume that broke off leaves a hole in what the desk knows: it comes back and asks again.
      else if (session.isResuming) session.close(CLOSE.goingAway, 'resume broke off')
    }
  }

  /** Tells every session that a desk of ours came or went. */
  announce(
    type: 'desk_connected' | 'desk_disconnected',
    desk: { id: string; name: string },
    except?: Session,
  ): void {
    const text = encode({ type, payload: { deskId: desk.id, name: desk.name } })
    for (const session of this.#parts.sessions) {
      if (!session.identity?.person || session === except) continue
      session.reply(text)
    }
  }

  /** Only for who has a token of ours, or none: others are refused without a look at the database. */
  async #catchUp({ token }: Pick<AuthenticatePayload, 'token'>): Promise<void> {
    const { hub } = this.#parts
    if (hub.caughtUp === null) return
    if (token !== undefined) hub.verifyToken(token)
    await hub.caughtUp()
  }

  /** `rank` is that of a desk that has come; null where none has. */
  #goLive(session: Session, identity: Identity, rank: number | null): void {
    if (rank !== null) {
      session.rank = rank
      this.takeOver(identity.desk.id, session)
      session.presence = this.#parts.presences.begin(identity.desk.id)
    }
    if (session.identity === null) session.continueFrom(this.#parts.hub.stats().seq)
    session.state = { state: 'live', identity }
    this.#parts.known.note(session.address)
    session.hasWarnedOfExpiry = false
    this.#parts.log.info({ session: session.id, desk: identity.desk.id, role: session.role }, 'signed in')
    if (rank !== null) {
      void this.#writeDown(session, identity.desk.id)
      this.announce('desk_connected', identity.desk, session)
    }
  }

  /** Until it is written down that a desk is here, or that it is elsewhere by now, no hub can know which of two sockets is to go. */
  async #writeDown(session: Session, deskId: string): Promise<void> {
    if (!session.isOpen || session.identity?.desk.id !== deskId) return
    const { hub, setTimeout } = this.#parts
    try {
      const isNewest = await hub.deskBegan({ deskId, session: session.id, rank: session.rank })
      if (!isNewest) this.#replace(session, deskId)
    } catch {
      setTimeout(() => void this.#writeDown(session, deskId), WRITE_AGAIN_MS)
    }
  }

  /** One socket a desk: the newest one is the desk that people stand at. Closes those that are here and older than it. */
  takeOver(deskId: string, newest: { id: string; rank: number }): void {
    for (const other of this.#parts.sessions) {
      const { identity } = other
      if (!identity?.desk.isOurs || identity.desk.id !== deskId) continue
      // One that a hub of the version before wrote down has the rank of the one before it.
      if (other.id !== newest.id && other.rank <= newest.rank) this.#replace(other, deskId)
    }
  }

  #replace(session: Session, deskId: string): void {
    this.#parts.presences.end(deskId, session)
    session.close(CLOSE.replaced, 'this desk signed in on another socket')
  }

  #sendStats(session: Session): void {
    const { hub } = this.#parts
    session.reply(encode({ type: 'initial_stats', payload: hub.stats() }))
    const status = hub.status()
    if (status.state === 'trouble' || status.warnings)
      session.reply(encode({ type: 'hub_status', payload: status }))
  }

  /**
   * Sends what the desk missed and then `resumed`; or a snapshot where its history is not ours. A page is made when the one before
   * it was taken, and other desks have their turn between two. A desk on which nobody has signed in sees nothing, so it goes on from here.
   */
  async #resume(session: Session, from: NonNullable<AuthenticatePayload['resume']>): Promise<void> {
    const { hub, limits } = this.#parts
    const head = hub.stats()
    const missed = head.seq - from.seq
    const isOurHistory = from.epoch === head.epoch && missed >= 0
    const sees = Boolean(session.identity?.person)
    const needsSnapshot = !isOurHistory || missed > limits.resumedEvents
    if (session.hasToReadFirst(limits)) throw unread()
    if (sees && needsSnapshot) {
      this.#takeOne(session.snapshots, 'Too many snapshots. Wait a moment.')
      await this.#sendSnapshot(session)
      return
    }
    this.#takeOne(session.resumes, 'Too many resumes. Wait a moment.')
    session.beginResume()
    let seq = needsSnapshot ? head.seq : from.seq
    for (;;) {
      const page = await hub.missedEvents(seq)
      if (!session.isOpen) return
      session.sendRequested(page.map(sees ? encodeEvent : encodeHiddenEvent))
      seq = page.at(-1)?.seq ?? seq
      if (page.length < RESUME_PAGE_EVENTS) break
      await session.requestedTaken()
      await new Promise<void>((resolve) => this.#parts.setImmediate(resolve))
    }
    const payload = { epoch: head.epoch, seq, missed: Math.max(seq - from.seq, 0) }
    session.sendRequested([encode({ type: 'resumed', payload })])
    session.continueFrom(seq)
  }

  #takeOne(rate: TokenBucket, refusal: string): void {
    const retryAfterMs = rate.take(1, this.#parts.steadyNow())
    if (retryAfterMs > 0) throw new HubError('rate_limited', refusal, { retryAfterMs })
  }

  #sendSnapshot(session: Session): Promise<void> {
    session.beginResume()
    return new Promise((resolve, reject) => {
      this.#parts.hub.snapshot((result) => {
        if (result instanceof Error) {
          reject(result)
          return
        }
        session.sendShared(encodeSnapshot(undefined, result.payload))
        session.continueFrom(result.seq)
        resolve()
      })
    })
  }
}
