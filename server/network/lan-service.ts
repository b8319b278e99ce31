import { isIPv4 } from 'node:net'
import type { LanSettings } from '../settings/settings.ts'
import type { Logger } from '../observe/logger.ts'
import type { LanState } from '../protocol/lan.ts'
import type { TermClaim } from '../protocol/term.ts'
import { announce } from './mdns.ts'
import { termEntries } from './term-lookout.ts'
import { ownAddresses, ownNames, secureAddress } from './addresses.ts'
import { openIdentity, type Identity } from './tls-identity.ts'

/** How often the hub looks whether its machine has other addresses, and tries again to listen where it could not. */
const LOOK_AGAIN_MS = 10_000

/** No host: all addresses of the machine, of both kinds where it has them. */
const ANYWHERE = [undefined]

/** What listens on the network, until it is closed. */
export interface SecureListeners {
  port: number
  /** Shows another certificate to whoever connects from now on. */
  show: (identity: Identity) => void
  close: () => Promise<void>
}

export interface LanParts {
  dataFolder: string
  gymName: string
  settings: LanSettings
  now: () => number
  every: (ms: number, callback: () => void) => () => void
  /** Listens on each of these addresses with TLS. Throws a SettingError where one cannot be had. */
  listen: (
    identity: Identity,
    hosts: readonly (string | undefined)[],
    port: number,
  ) => Promise<SecureListeners>
  /** What tells of the hub's term, once it has a key; nothing in the first. */
  term: () => TermClaim | null
  log: Logger
}

/** What there is while the hub can be reached from the network. */
interface Opened {
  listeners: SecureListeners
  identity: Identity
  addresses: readonly string[]
  unannounce: () => Promise<void>
}

/** The hub on the network of the gym: off until somebody switches it on, encrypted always. */
export class Lan {
  readonly #parts: LanParts
  #isWanted: boolean
  #opened: Opened | null = null
  #problem: string | null = null
  #stopLooking: (() => void) | null = null
  /** Changes come one after the other. */
  #changing: Promise<void> = Promise.resolve()

  constructor(parts: LanParts) {
    this.#parts = parts
    this.#isWanted = parts.settings.isOn
  }

  /** Begins, where the settings say so. A network that cannot be had is tried again: the desk beside the hub works without. */
  async start(): Promise<void> {
    this.#stopLooking = this.#parts.every(LOOK_AGAIN_MS, () => void this.#adjust())
    await this.#adjust()
  }

  async stop(): Promise<void> {
    this.#stopLooking?.()
    this.#isWanted = false
    await this.#adjust()
  }

  /** Opens the hub to the network or closes it, and tells how that went. Where it cannot be opened it is closed, and not tried again. */
  async switchTo(isOn: boolean): Promise<LanState> {
    this.#isWanted = isOn
    await this.#adjust()
    const { state } = this
    if (state.problem !== null) {
      this.#isWanted = false
      await this.#adjust()
    }
    return state
  }

  get state(): LanState {
    const opened = this.#opened
    const port = opened?.listeners.port ?? this.#parts.settings.port
    return {
      isOn: opened !== null,
      hubId: opened?.identity.hubId ?? null,
      addresses: (opened?.addresses ?? []).map((address) => secureAddress(address, port)),
      problem: this.#problem,
    }
  }

  async #adjust(): Promise<void> {
    this.#changing = this.#changing.then(() => this.#change())
    await this.#changing
  }

  async #change(): Promise<void> {
    try {
      if (!this.#isWanted) await this.#close()
      else if (this.#opened === null) this.#opened = await this.#open()
      else this.#opened = await this.#follow(this.#opened)
      this.#problem = null
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      if (problem !== this.#problem) this.#parts.log.error({ problem }, 'listening on the network failed')
      this.#problem = problem
    }
  }

  async #open(): Promise<Opened> {
    const { listen, settings, log } = this.#parts
    const addresses = this.#addresses()
    const identity = await this.#identify(addresses)
    const listeners = await listen(identity, settings.addresses ?? ANYWHERE, settings.port)
    log.info({ hubId: identity.hubId, port: listeners.port }, 'listening on the network')
    return { listeners, identity, addresses, unannounce: this.#announce(identity, listeners.port, addresses) }
  }

  /** The machine may have other addresses than before: they are announced, and the certificate names them. */
  async #follow(opened: Opened): Promise<Opened> {
    const addresses = this.#addresses()
    const isSame = addresses.join() === opened.addresses.join()
    if (isSame && this.#parts.now() < opened.identity.renewAt) return opened
    const { listeners } = opened
    const identity = await this.#identify(addresses)
    listeners.show(identity)
    await opened.unannounce()
    return { listeners, identity, addresses, unannounce: this.#announce(identity, listeners.port, addresses) }
  }

  async #close(): Promise<void> {
    const opened = this.#opened
    this.#opened = null
    if (opened === null) return
    await Promise.all([opened.unannounce(), opened.listeners.close()])
    this.#parts.log.info({}, 'no longer listening on the network')
  }

  #addresses(): string[] {
    return [...(this.#parts.settings.addresses ?? ownAddresses())]
  }

  #identify(addresses: readonly string[]): Promise<Identity> {
    const { dataFolder, settings, now } = this.#parts
    return openIdentity({ dataFolder, own: settings.own, names: ownNames(addresses), now: now() })
  }

  #announce({ hubId }: Identity, port: number, addresses: readonly string[]): () => Promise<void> {
    return announce({
      ...{ name: this.#parts.gymName, hubId, port, term: termEntries(this.#parts.term()) },
      addresses: addresses.filter((address) => isIPv4(address)),
      failed: (error) =>
        this.#parts.log.warn({ problem: String(error) }, 'announcing the hub on the network failed'),
    })
  }
}
