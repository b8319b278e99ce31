import { v7 as uuidv7 } from 'uuid'
import { FIRST_TERM, isLater, type TermClaim } from '../../server/protocol/term.ts'
import type { Credentials, CredentialsSource } from './credentials.ts'
import type { DeskState } from './desk-state.ts'

interface AuthenticationParts {
  send: (text: string) => void
  source: () => CredentialsSource | null
  isConnected: () => boolean
  /** Where the desk stands in the hub's history. */
  position: () => DeskState['position']
  /** The sign-in with this request id asks for the missed events as well. */
  resumes: (requestId: string) => void
}

/** Signs whoever is at the desk in over a socket: first over one that was just opened, then anew with each other token. */
export class Authentication {
  readonly #parts: AuthenticationParts
  #firstId: string | null = null
  /** The latest term that was met: a hub of an earlier one has to hear of it. */
  #term: TermClaim | null = null

  constructor(parts: AuthenticationParts) {
    this.#parts = parts
  }

  /** Signs in over a socket that was just opened, and asks for what was missed. */
  begin(credentials: Credentials): void {
    const position = this.#parts.position()
    const requestId = uuidv7()
    this.#firstId = requestId
    if (position) this.#parts.resumes(requestId)
    const resume = position && { resume: { epoch: position.epoch, seq: position.seq } }
    const term = this.#term && { term: this.#term }
    this.#send({ ...credentials, accept: ['batch'], ...resume, ...term }, requestId)
  }

  /** A hub has said which term it holds; nothing in the first. */
  heardTerm(claim: TermClaim | undefined): void {
    if (claim && isLater(claim, this.#term ?? FIRST_TERM)) this.#term = claim
  }

  /** True once, for the hub's yes to the first sign-in over a socket. */
  isBegun(requestId: string | undefined): boolean {
    if (this.#firstId === null || requestId !== this.#firstId) return false
    this.#firstId = null
    return true
  }

  /** The token ends soon: signs in with a new one. */
  renew(): void {
    this.#parts.source()?.renew()
    void this.again()
  }

  /** Signs in anew over the live socket, with what the source gives now. */
  async again(): Promise<void> {
    try {
      const credentials = await this.#parts.source()?.get()
      if (credentials && this.#parts.isConnected())
        this.#send({ token: credentials.token, accept: ['batch'] }, uuidv7())
    } catch {
      // The hub closes with 4001 when the token ends, and the desk goes on from there.
    }
  }

  #send(payload: object, requestId: string): void {
    this.#parts.send(JSON.stringify({ type: 'authenticate', payload, requestId }))
  }
}
