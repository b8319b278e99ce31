import { WebSocket } from 'ws'

/** A frame as any server may send it. */
export interface WireFrame {
  type: string
  message?: string
  payload?: Record<string, unknown>
  timestamp?: string
  [other: string]: unknown
}

/** How long an answer may take before the check that waits for it fails. */
const PATIENCE_MS = 5_000

/** One socket to the server under test, with every frame that came. */
export class WireClient {
  readonly frames: WireFrame[] = []
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  #taken = 0
  /** Nothing more can come. */
  #isOver = false
  #wake: () => void = () => undefined

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.once('close', resolve))
    void this.closed.then(() => {
      this.#isOver = true
      this.#wake()
    })
    socket.on('message', (data) => {
      this.frames.push(JSON.parse((data as Buffer).toString('utf8')) as WireFrame)
      this.#wake()
    })
  }

  static open(address: string): Promise<WireClient> {
    const socket = new WebSocket(address, { handshakeTimeout: PATIENCE_MS })
    const client = new WireClient(socket)
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client))
      socket.once('error', (error) => reject(new Error(`cannot connect: ${error.message}`)))
    })
  }

  send(frame: object | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** The next frame of one of these types after the last one taken; rejects with what came instead. */
  async next(...types: string[]): Promise<WireFrame> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const index = this.frames.findIndex(
        (frame, position) => position >= this.#taken && types.includes(frame.type),
      )
      const found = this.frames[index]
      if (found) {
        this.#taken = index + 1
        return found
      }
      const left = until - Date.now()
      if (left <= 0 || this.#isOver) throw new Error(`no ${types.join(' or ')} came, but [${this.#seen()}]`)
      await this.#frameOr(left)
    }
  }

  close(): void {
    this.#socket.terminate()
  }

  #seen(): string {
    return this.frames
      .slice(this.#taken)
      .map(({ type }) => type)
      .join(', ')
  }

  #frameOr(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
