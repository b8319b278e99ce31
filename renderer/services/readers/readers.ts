import { v7 as uuidv7 } from 'uuid'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeskStorage } from '../lasting-storage.ts'
import { storeProfile, PROFILE_KEY, readProfile } from '../scanner/stored-profile.ts'
import type { RawKey } from '../scanner/raw-key.ts'
import type { ReaderProfile } from '../scanner/reader-profile.ts'
import type { Unread } from '../scanner/unread.ts'
import type { Readable } from '../store.ts'
import type { Timers } from '../timers.ts'
import { openCamera, type OpenCamera } from './camera.ts'
import { loadDetector } from './code-detector.ts'
import type { DeviceBrowser } from './devices.ts'
import { hidPlugs } from './hid-plugs.ts'
import { storeReaders, readReaders } from './stored-readers.ts'
import { isSameModel } from './match-readers.ts'
import { PluggedReaders } from './plugged-readers.ts'
import type { Plug, Plugs } from './plug.ts'
import { reachesOf, type Reaches } from './reach.ts'
import type { CodeRead, KnownReader, ReaderState, ReaderStatus, UnreadBecause } from './reader.ts'
import { serialPlugs } from './serial-plugs.ts'

/** Where a desk keeps that its camera reads codes. */
const CAMERA_KEY = 'av-gym-front-desk camera'

interface ReadersParts {
  storage: DeskStorage
  browser: DeviceBrowser
  /** True for a page from this machine, or one that came encrypted. */
  isSecure: boolean
  timers: Timers
}

/** What is known of this desk's readers. Immutable: every change makes a new one. */
export interface ReadersNow {
  readers: readonly ReaderState[]
  reaches: Reaches
  /** The last code that any reader gave since the page was loaded: when, and which. */
  last: { at: number; readerId: string } | null
  /** Why the keyboard reader's last card came to nothing; null once any reader has read a code, or it was learned anew. */
  unread: UnreadBecause | null
  /** How the keyboard reader types, and whether that was learned from the test code. */
  profile: ReaderProfile
  isLearned: boolean
  /** Whether somebody switched the camera on, and the camera once it is. */
  isCameraOn: boolean
  camera: OpenCamera | null
}

/** Hears, in place of the desk, what readers send while their test code is being scanned. */
export interface Capture {
  /** True where it takes the key. */
  onKey: (key: RawKey) => boolean
  /** True where it takes the code. */
  onCode: (read: CodeRead) => boolean
}

/** Every reader of this desk, remembered over a restart; each code ends in one `onCode`. */
export class Readers {
  readonly #storage: DeskStorage
  readonly #timers: Timers
  readonly #browser: DeviceBrowser
  readonly #plugs: readonly Plugs[]
  readonly #plugged: PluggedReaders
  readonly #listeners = new Set<(read: CodeRead) => void>()
  #known: readonly KnownReader[]
  #capture: Capture | null = null
  /** The last code that was typed, where it does not stand as the set-up has learned. */
  #differing: string | null = null
  #cameraStatus: ReaderStatus = 'off'
  /** Counts how often it was switched: a camera that was overtaken while it started runs for nobody. */
  #cameraTurn = 0
  readonly #store: StoreApi<ReadersNow>

  constructor({ storage, browser, isSecure, timers }: ReadersParts) {
    this.#storage = storage
    this.#timers = timers
    this.#browser = browser
    const { hid, serial } = browser
    this.#plugs = [hid && hidPlugs(hid), serial && serialPlugs(serial, timers)].filter(
      (one) => one !== undefined,
    )
    this.#known = readReaders(storage)
    this.#plugged = new PluggedReaders({
      plugs: this.#plugs,
      known: () => this.#known,
      timers,
      onCode: (id, code) => this.#read(id, code),
      onChange: () => this.#publish({}),
    })
    this.#store = createStore<ReadersNow>(() => ({
      readers: this.#readersNow(),
      reaches: reachesOf(browser, isSecure),
      last: null,
      unread: null,
      profile: readProfile(storage),
      isLearned: storage.getItem(PROFILE_KEY) !== null,
      isCameraOn: storage.getItem(CAMERA_KEY) === 'on',
      camera: null,
    }))
  }

  get store(): Readable<ReadersNow> {
    return this.#store
  }

  /** Opens every remembered reader that is there, and the camera where it was on. */
  start(): void {
    this.#plugged.start()
    if (this.#store.getState().isCameraOn) void this.switchCamera(true)
  }

  /** Tells of each code, whatever reader gave it. Returns how to stop. */
  onCode(listener: (read: CodeRead) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Gives everything that readers send to the set-up's test instead, until stopped. */
  captureAll(capture: Capture): () => void {
    this.#capture = capture
    return () => {
      if (this.#capture === capture) this.#capture = null
    }
  }

  /** True where a key belongs to the test. */
  takesKey = (key: RawKey): boolean => this.#capture?.onKey(key) ?? false

  /** Takes a code that was typed; `differs` where other characters stand around it than were learned. */
  typed(code: string, differs: boolean): void {
    this.#differing = differs ? code : null
    this.#read('keyboard', code)
  }

  /** Keys came as from a reader and were not believed. */
  notBelieved(because: Unread): void {
    this.#publish({ unread: because })
  }

  /** No card has this code. */
  wasUnknown(code: string): void {
    if (code === this.#differing) this.#publish({ unread: 'differs' })
  }

  /**
   * Uses one more reader here from now on: one that the browser already allows, else one that a person chooses in its list.
   * False where there was none; rejects where the browser does not let them.
   */
  async connect(kind: 'hid' | 'serial'): Promise<boolean> {
    const plugs = this.#plugs.find((each) => each.kind === kind)
    const plug = plugs && ((await this.#unusedOf(plugs)) ?? (await plugs.choose()))
    if (!plug) return false
    if (!this.#isKnown(kind, plug)) {
      const { vendorId, productId, name } = plug
      this.#keep([...this.#known, { id: uuidv7(), kind, vendorId, productId, name, role: 'desk' }])
    }
    await this.#plugged.refresh()
    return true
  }

  change(id: string, change: Partial<Pick<KnownReader, 'name' | 'role'>>): void {
    this.#keep(this.#known.map((reader) => (reader.id === id ? { ...reader, ...change } : reader)))
  }

  async forget(id: string): Promise<void> {
    this.#keep(this.#known.filter((reader) => reader.id !== id))
    await this.#plugged.release(id)
  }

  /** Reads the keyboard reader like this from now on. */
  learn(profile: ReaderProfile): void {
    storeProfile(this.#storage, profile)
    this.#publish({ profile, isLearned: true, unread: null })
  }

  /** Switches the camera on or off, for the next start too; its status says where it could not. */
  async switchCamera(isOn: boolean): Promise<void> {
    const turn = (this.#cameraTurn += 1)
    this.#storage.setItem(CAMERA_KEY, isOn ? 'on' : 'off')
    this.#store.getState().camera?.stop()
    this.#cameraStatus = 'off'
    this.#publish({ isCameraOn: isOn, camera: null })
    const media = this.#browser.mediaDevices
    if (!isOn || !media) return
    const camera = await openCamera({
      ...{ media, loadDetector, timers: this.#timers },
      onCode: (code) => this.#read('camera', code),
      onEnded: () => this.#cameraEnded('unplugged'),
    }).catch(() => null)
    if (turn !== this.#cameraTurn) camera?.stop()
    else if (!camera) this.#cameraEnded('busy')
    else {
      this.#cameraStatus = 'connected'
      this.#publish({ camera })
    }
  }

  #cameraEnded(status: ReaderStatus): void {
    this.#cameraStatus = status
    this.#publish({ camera: null })
  }

  /** A reader that the browser lets this page use and that nobody has added here. */
  async #unusedOf(plugs: Plugs): Promise<Plug | undefined> {
    return (await plugs.list()).find((plug) => !this.#isKnown(plugs.kind, plug))
  }

  /** True for a reader that is in use here, and for one of a model that is remembered and away: it is that one. */
  #isKnown(kind: 'hid' | 'serial', plug: Plug): boolean {
    const isAwaited = ({ id, ...reader }: KnownReader): boolean =>
      reader.kind === kind && isSameModel(reader, plug) && this.#plugged.statusOf(id) !== 'connected'
    return this.#plugged.holderOf(plug) !== undefined || this.#known.some(isAwaited)
  }

  #read(readerId: string, code: string): void {
    const reader = this.#known.find(({ id }) => id === readerId)
    if (!reader) return
    const at = this.#timers.now()
    this.#publish({ last: { at, readerId }, unread: null })
    const read = { code, reader, at }
    if (this.#capture?.onCode(read)) return
    for (const listener of this.#listeners) listener(read)
  }

  #keep(readers: readonly KnownReader[]): void {
    this.#known = readers
    storeReaders(this.#storage, readers)
    this.#publish({})
  }

  #statusOf({ id, kind }: KnownReader): ReaderStatus {
    if (kind === 'keyboard') return 'connected'
    return kind === 'camera' ? this.#cameraStatus : this.#plugged.statusOf(id)
  }

  #readersNow(): ReaderState[] {
    return this.#known.map((reader) => ({ ...reader, status: this.#statusOf(reader) }))
  }

  #publish(change: Partial<ReadersNow>): void {
    this.#store.setState({ ...change, readers: this.#readersNow() })
  }
}
