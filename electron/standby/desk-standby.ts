import { join } from 'node:path'
import { DESK_HEADER } from '../../server/protocol/desk-header.ts'
import { hubIdOf, readPairingText } from '../../server/protocol/pairing.ts'
import { STANDBY_PATHS, WRONG_MANAGER } from '../../server/protocol/standby.ts'
import { askHub } from '../ask-hub.ts'
import type { KeepResult, KioskBridge, PromoteAsked, PromoteResult, StandbyShown } from '../bridge.ts'
import { CommandRun, type HubChild } from '../command-run.ts'
import { discoverHubs } from '../lan/discover.ts'
import { findHub } from '../lan/find-hub.ts'
import { isHub } from '../lan/pin.ts'
import { secureAddress, verifyHub } from '../lan/verify-hub.ts'
import type { Log } from '../log.ts'
import type { PairedHub } from '../settings/kiosk-file.ts'
import { Guesses } from './guesses.ts'
import { deleteFolder, isStandby, newFolderName, readDeskToken, readStandbyState } from './standby-folder.ts'
import { StandbyProcess } from './standby-process.ts'

/** What the page may ask about a copy of the hub on this PC. */
export type StandbyApi = Pick<KioskBridge, 'standby' | 'keepStandby' | 'dropStandby' | 'promoteStandby'>

/** A hub on the network has answered within this time, even where the first question was lost. */
const LOOK_FOR_HUB_MS = 2_000

/** Statuses by which a hub says that a credential is none, or no standby's. */
const NOT_A_STANDBY = new Set([401, 403, 404])

interface DeskStandbyParts {
  userData: string
  /** Where the copy is, in that folder; null where this PC keeps none. */
  name: string | null
  /** Where the desk's hub is, or was. */
  locate: () => Promise<PairedHub>
  fork: (given: readonly string[]) => HubChild
  log: Log
  /** Keeps which folder holds the copy, for the next start. */
  keepName: (name: string | null) => void
  /** Makes this PC the host with its data in that folder. */
  becomeHost: (name: string) => void
}

/** The copy of its hub that a paired desk keeps, if a manager has said so. */
export class DeskStandby implements StandbyApi {
  readonly #parts: DeskStandbyParts
  readonly #guesses = new Guesses()
  #name: string | null
  #process: StandbyProcess | null = null
  #promoting: Promise<PromoteResult> | null = null

  constructor(parts: DeskStandbyParts) {
    this.#parts = parts
    this.#name = parts.name
    if (this.#name === null) return
    if (!isStandby(this.#folder(this.#name))) {
      this.#forget(this.#name)
      return
    }
    this.#process = this.#processOn(this.#name)
    this.#process.start()
  }

  standby(): Promise<StandbyShown> {
    if (this.#name === null) return Promise.resolve({ kind: 'off' })
    const {
      deskId = null,
      currentAt = null,
      trouble = null,
    } = readStandbyState(this.#folder(this.#name)) ?? {}
    return Promise.resolve({ kind: 'on', deskId, currentAt, trouble })
  }

  async keepStandby(text: string): Promise<KeepResult> {
    if (this.#name !== null || this.#process !== null) return 'kept'
    const hub = await this.#parts.locate()
    const pairing = readPairingText(text)
    if (pairing === null || !isHub(pairing.hubId, hub.pin)) return 'refused'
    const name = newFolderName(this.#parts.userData)
    this.#process = this.#processOn(name)
    // Before it begins: what an app that ends now has begun is gone on with, or taken back.
    this.#parts.keepName((this.#name = name))
    if (await this.#process.begin(text)) return 'kept'
    this.#forget(name)
    return 'refused'
  }

  /** The page's word is not taken for it: the hub must have removed the standby. Rejects where it does not answer. */
  async dropStandby(): Promise<boolean> {
    const name = this.#name
    if (name === null) return true
    const deskToken = readDeskToken(this.#folder(name)) ?? ''
    const hub = await this.#parts.locate()
    const path = STANDBY_PATHS.identity
    const { status } = await askHub({ ...hub, address: secureAddress(hub) }, path, undefined, {
      [DESK_HEADER]: deskToken,
    })
    if (!NOT_A_STANDBY.has(status)) return false
    await this.stop()
    this.#forget(name)
    return true
  }

  /** The desk's hub has another address. */
  moved(): void {
    void this.#process?.follow()
  }

  promoteStandby(asked: PromoteAsked): Promise<PromoteResult> {
    this.#promoting ??= this.#promote(asked).finally(() => (this.#promoting = null))
    return this.#promoting
  }

  async stop(): Promise<void> {
    await this.#process?.stop()
  }

  async #promote({ username, password }: PromoteAsked): Promise<PromoteResult> {
    const name = this.#name
    if (name === null) return 'failed'
    if (!this.#guesses.mayTry(Date.now())) return 'too_many_tries'
    if (await this.#isHubThere()) return 'hub_there'
    await this.stop()
    const { fork, log, becomeHost } = this.#parts
    const child = fork(['promote', '--yes', '--data', this.#folder(name), `--manager=${username}`])
    const run = new CommandRun({ child, log, onLine: () => undefined, isShown: () => true })
    run.type(password)
    const { code } = await run.ended
    if (code === 0) {
      becomeHost(name)
      return 'promoted'
    }
    this.#process?.start()
    if (code !== WRONG_MANAGER) return 'failed'
    this.#guesses.wasWrong(Date.now())
    return 'wrong_manager'
  }

  /** Deletes the copy. */
  #forget(name: string): void {
    this.#process = null
    deleteFolder(this.#folder(name))
    this.#parts.keepName((this.#name = null))
  }

  /** Whether a hub with this key answers where it was, or anywhere on the network: then there is none to be made. */
  async #isHubThere(): Promise<boolean> {
    const hub = await this.#parts.locate()
    const looked = { discover: discoverHubs, meet: verifyHub, timeoutMs: LOOK_FOR_HUB_MS }
    const [met, found] = await Promise.all([
      verifyHub(hub),
      findHub(hubIdOf(Buffer.from(hub.pin, 'base64')), looked),
    ])
    return met === hub.pin || typeof found !== 'string'
  }

  #processOn(name: string): StandbyProcess {
    const { fork, log, locate } = this.#parts
    const folder = this.#folder(name)
    const findAddress = async (): Promise<string> => secureAddress(await locate())
    const isRemoved = (): boolean => readStandbyState(folder)?.trouble === 'removed'
    return new StandbyProcess({ folder, fork, log, findAddress, isRemoved })
  }

  #folder(name: string): string {
    return join(this.#parts.userData, name)
  }
}
