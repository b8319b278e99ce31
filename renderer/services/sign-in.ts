import { ApiError, refreshTokens, signInWithCode } from './api.ts'
import type { DeskStorage } from './lasting-storage.ts'
import { SignedOut, type Credentials, type CredentialsSource } from './websocket.ts'

/** What a desk keeps between two starts. The access token is not among it. */
interface Kept {
  refresh: string | null
  deskToken: string | null
  deskName: string
}

export interface SignInState {
  phase: 'starting' | 'signed_out' | 'signed_in'
  error: 'code_not_valid' | 'too_many_tries' | 'unreachable' | null
}

interface SignInParts {
  hubAddress: string
  storage: DeskStorage
  now: () => number
  /** A fresh code from the shell around the page, where it hosts the hub. */
  askShell: () => Promise<string | null>
}

/** A token that ends sooner than this is renewed before it is used. */
const RENEW_BEFORE_MS = 30_000

/** Who is signed in at this desk, and the credentials that go with it; an external store for React. */
export class SignIn implements CredentialsSource {
  readonly #parts: SignInParts
  readonly #observers = new Set<() => void>()
  #kept: Kept
  #access: { token: string; expiresAt: number } | null = null
  #renewing: Promise<void> | null = null
  #state: SignInState = { phase: 'starting', error: null }

  constructor(parts: SignInParts) {
    this.#parts = parts
    this.#kept = readKept(parts.storage, keyOf(parts.hubAddress))
  }

  get state(): SignInState {
    return this.#state
  }

  get deskName(): string {
    return this.#kept.deskName
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** Goes on with what is kept, with the code of the address, or with one from the shell. */
  async start(codeInAddress: string | null): Promise<void> {
    if (codeInAddress !== null) await this.signIn(codeInAddress, this.#kept.deskName)
    else if (this.#kept.refresh !== null) this.#set({ phase: 'signed_in', error: null })
    else await this.#askShell()
  }

  /** Trades a code, or the link that holds it, for tokens. */
  async signIn(codeOrLink: string, deskName: string): Promise<void> {
    const { hubAddress } = this.#parts
    const { deskToken } = this.#kept
    const name = deskName.trim()
    try {
      const code = codeIn(codeOrLink)
      const answer = await signInWithCode(hubAddress, {
        code,
        deskName: name,
        ...(deskToken && { deskToken }),
      })
      this.#keep({ refresh: answer.refresh, deskToken: answer.deskToken, deskName: answer.deskName })
      this.#access = { token: answer.access, expiresAt: Date.parse(answer.expiresAt) }
      this.#set({ phase: 'signed_in', error: null })
    } catch (error) {
      const isKeptGood = this.#kept.refresh !== null
      const reason = reasonOf(error)
      this.#set(isKeptGood ? { phase: 'signed_in', error: null } : { phase: 'signed_out', error: reason })
    }
  }

  signOut(): void {
    this.#access = null
    this.#keep({ ...this.#kept, refresh: null })
    this.#set({ phase: 'signed_out', error: null })
  }

  async get(): Promise<Credentials> {
    if (!this.#access || this.#access.expiresAt - this.#parts.now() < RENEW_BEFORE_MS) {
      this.#renewing ??= this.#renew().finally(() => (this.#renewing = null))
      await this.#renewing
    }
    if (!this.#access) throw new SignedOut()
    const { deskToken, deskName } = this.#kept
    return { token: this.#access.token, ...(deskToken && { deskToken }), ...(deskName && { deskName }) }
  }

  renew(): void {
    this.#access = null
  }

  async #renew(): Promise<void> {
    // Another window of this desk may have renewed since: a token used twice would end the sign-in of both.
    this.#kept = readKept(this.#parts.storage, keyOf(this.#parts.hubAddress))
    const { refresh } = this.#kept
    if (refresh === null) {
      this.signOut()
      return
    }
    try {
      const answer = await refreshTokens(this.#parts.hubAddress, refresh)
      this.#keep({ ...this.#kept, refresh: answer.refresh })
      this.#access = { token: answer.access, expiresAt: Date.parse(answer.expiresAt) }
    } catch (error) {
      // Only the hub's own no ends a sign-in; while it is away nobody is signed out.
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      this.signOut()
      await this.#askShell()
    }
  }

  async #askShell(): Promise<void> {
    const code = await this.#parts.askShell().catch(() => null)
    if (code === null) this.#set({ phase: 'signed_out', error: null })
    else await this.signIn(code, this.#kept.deskName)
  }

  #keep(kept: Kept): void {
    this.#kept = kept
    this.#parts.storage.setItem(keyOf(this.#parts.hubAddress), JSON.stringify(kept))
  }

  #set(state: SignInState): void {
    this.#state = state
    for (const observer of this.#observers) observer()
  }
}

function reasonOf(error: unknown): NonNullable<SignInState['error']> {
  if (!(error instanceof ApiError) || error.status >= 500) return 'unreachable'
  return error.status === 429 ? 'too_many_tries' : 'code_not_valid'
}

/** The code in a sign-in link, or the code itself. */
export function codeIn(codeOrLink: string): string {
  return /#signin=([^&\s]+)/.exec(codeOrLink)?.[1] ?? codeOrLink.trim()
}

const keyOf = (hubAddress: string): string => `av-gym-front-desk ${hubAddress}`

function readKept(storage: DeskStorage, key: string): Kept {
  const nothing: Kept = { refresh: null, deskToken: null, deskName: '' }
  try {
    return { ...nothing, ...(JSON.parse(storage.getItem(key) ?? '{}') as Partial<Kept>) }
  } catch {
    return nothing
  }
}
