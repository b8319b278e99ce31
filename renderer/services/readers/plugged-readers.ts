import type { Timers } from '../timers.ts'
import { matchReaders } from './match-readers.ts'
import type { Plug, Plugs } from './plug.ts'
import type { KnownReader, ReaderStatus } from './reader.ts'

/** A reader that is there and cannot be read (it ended by itself, or somebody else has it) is tried again this often. */
const OPEN_AGAIN_MS = 2_000

interface PluggedReadersParts {
  plugs: readonly Plugs[]
  /** Every reader that is remembered. */
  known: () => readonly KnownReader[]
  timers: Timers
  onCode: (readerId: string, code: string) => void
  onChange: () => void
}

interface Opened {
  plug: Plug
  close: () => Promise<void>
}

/** The remembered readers that are plugged in: opens each as soon as it is there, and notices when it is gone. */
export class PluggedReaders {
  readonly #parts: PluggedReadersParts
  readonly #opened = new Map<string, Opened>()
  readonly #busy = new Set<string>()
  #timer: number | null = null
  /** One change at a time: a reader is never opened twice. */
  #work: Promise<void> = Promise.resolve()

  constructor(parts: PluggedReadersParts) {
    this.#parts = parts
  }

  statusOf(id: string): ReaderStatus {
    if (this.#opened.has(id)) return 'connected'
    return this.#busy.has(id) ? 'busy' : 'unplugged'
  }

  /** The reader that has this plug; undefined where none has. */
  holderOf({ device }: Plug): string | undefined {
    return [...this.#opened].find(([, { plug }]) => plug.device === device)?.[0]
  }

  /** Opens what is there now, and whatever is plugged in later. */
  start(): void {
    for (const plugs of this.#parts.plugs) plugs.onChange(() => void this.refresh())
    void this.refresh()
  }

  /** Looks at what is plugged in; resolves when every remembered reader that can be opened is. */
  refresh(): Promise<void> {
    return this.#then(async () => {
      for (const plugs of this.#parts.plugs) await this.#refreshKind(plugs)
    })
  }

  /** Lets go of a reader, and takes back the browser's leave to use it. */
  release(id: string): Promise<void> {
    return this.#then(async () => {
      const opened = this.#opened.get(id)
      this.#opened.delete(id)
      this.#busy.delete(id)
      await opened?.close().catch(() => undefined)
      await opened?.plug.forget().catch(() => undefined)
    })
  }

  async #refreshKind({ kind, list }: Plugs): Promise<void> {
    const there = await list()
    const readers = this.#parts.known().filter((reader) => reader.kind === kind)
    const taken = new Map([...this.#opened].map(([id, { plug }]) => [id, plug.device]))
    const matched = matchReaders(readers, there, taken)
    for (const { id } of readers) {
      const plug = matched.get(id)
      if (plug && this.#opened.get(id)?.plug.device === plug.device) continue
      this.#drop(id)
      if (plug) await this.#open(id, plug)
    }
  }

  async #open(id: string, plug: Plug): Promise<void> {
    try {
      const close = await plug.open(
        (code) => this.#parts.onCode(id, code),
        () => this.#lost(id, plug),
      )
      this.#opened.set(id, { plug, close })
    } catch {
      this.#busy.add(id)
      this.#openLater()
    }
  }

  #lost(id: string, plug: Plug): void {
    if (this.#opened.get(id)?.plug.device !== plug.device) return
    this.#opened.delete(id)
    this.#parts.onChange()
    this.#openLater()
  }

  #openLater(): void {
    if (this.#timer !== null) return
    this.#timer = this.#parts.timers.setTimeout(() => {
      this.#timer = null
      void this.refresh()
    }, OPEN_AGAIN_MS)
  }

  #drop(id: string): void {
    this.#busy.delete(id)
    const opened = this.#opened.get(id)
    this.#opened.delete(id)
    // It is gone already; closing it tells the browser so.
    void opened?.close().catch(() => undefined)
  }

  #then(task: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(task, task).catch(() => undefined)
    return this.#work.then(() => this.#parts.onChange())
  }
}
