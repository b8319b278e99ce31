import { updatePlan, type UpdatePlan } from '../../server/protocol/updates.ts'
import { askHub, type AskedHub } from '../ask-hub.ts'
import type { UpdateState } from '../bridge.ts'
import { INSTALL_WITHIN_MS, UPDATE_IDLE_S } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Updater } from './updater.ts'

interface UpdatesParts {
  /** Null where this app is not updated by itself. */
  updater: Updater | null
  askedHub: () => Promise<AskedHub>
  /** For how many seconds nobody has touched this PC. */
  idleSeconds: () => number
  /** True where installing this version was tried lately, and this is still the old one. */
  wasTried: (version: string) => boolean
  /** Ends what would be in the way of this version, and keeps what the old one was started with. */
  prepare: (version: string) => Promise<void>
  /** Starts the app anew as it is, after so many milliseconds, if it has not ended by then: `prepare` has ended its hub. */
  startAnewIn: (ms: number) => void
  log: Log
}

/**
 * Keeps this PC's app at the version that its gym has: looks, loads and installs only in the hours that the hub gives, which are
 * never those in which the gym is open, and only while nobody uses the PC.
 */
export class Updates {
  readonly #parts: UpdatesParts
  #state: UpdateState
  #looking: Promise<void> | null = null

  constructor(parts: UpdatesParts) {
    this.#parts = parts
    this.#state = { kind: parts.updater === null ? 'off' : 'current' }
  }

  get state(): UpdateState {
    return this.#state
  }

  /** Does whatever may be done now. One look at a time; a failure is kept in the state. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) => {
        this.#parts.log.warn('the app could not be updated', { problem: String(error) })
        this.#state = { kind: 'failed' }
      })
      .finally(() => (this.#looking = null))
    return this.#looking
  }

  async #look(): Promise<void> {
    const { updater, log, wasTried } = this.#parts
    const address = updater && (await this.#addressNow())
    if (updater === null || address === null) return
    const version = await updater.find(address)
    if (version === null) {
      this.#state = { kind: 'current' }
      return
    }
    if (!updater.mayInstall()) {
      if (this.#state.kind !== 'needs_administrator')
        log.warn('a newer version needs an administrator to install it', { version })
      this.#state = { kind: 'needs_administrator', version }
      return
    }
    if (wasTried(version)) {
      this.#state = { kind: 'failed' }
      return
    }
    this.#state = { kind: 'waiting', version }
    await updater.download()
    // Loading may have taken the rest of the night.
    if ((await this.#addressNow()) === null) return
    log.info('a newer version is installed', { version })
    await this.#install(updater, version)
  }

  async #install(updater: Updater, version: string): Promise<void> {
    const { prepare, startAnewIn } = this.#parts
    await prepare(version)
    try {
      updater.install()
      startAnewIn(INSTALL_WITHIN_MS)
    } catch (error) {
      startAnewIn(0)
      throw error
    }
  }

  /** Where to look, if the gym is closed and nobody uses this PC. */
  async #addressNow(): Promise<string | null> {
    const { askedHub, idleSeconds } = this.#parts
    if (idleSeconds() < UPDATE_IDLE_S) return null
    // Without a hub, or while it is away, there is nothing to find, and nothing has failed.
    const hub = await askedHub().catch(() => null)
    const plan = hub && (await readPlan(hub).catch(() => null))
    if (hub === null || plan === null) return null
    if (plan.address === null) this.#state = { kind: 'current' }
    return plan.mayInstall && plan.address !== null ? new URL(plan.address, hub.address).href : null
  }
}

/** A hub of an older version knows of no updates. Rejects where the hub does not answer. */
async function readPlan(hub: AskedHub): Promise<UpdatePlan> {
  const { ok, body } = await askHub(hub, 'api/v1/updates')
  const plan = ok ? updatePlan.safeParse(body) : null
  return plan?.success ? plan.data : { address: null, mayInstall: false }
}
