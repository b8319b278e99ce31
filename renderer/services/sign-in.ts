import { createStore } from 'zustand/vanilla'
import type { HubPlace } from '../../electron/bridge.ts'
import { readPairingText } from '../../server/protocol/pairing.ts'
import { askApproval, listPeople, refreshTokens, signIn } from './api.ts'
import { HubRefusal } from './hub-refusal.ts'
import type { ApproveBy, KnownPerson, SignInBy, SignedInAnswer } from './api.ts'
import { SignedOut, type Credentials, type CredentialsSource } from './credentials.ts'
import { storeDesk, readStoredDesk, type StoredDesk } from './stored-desk.ts'
import type { DeskStorage } from './lasting-storage.ts'
import { signInErrorOf, type SignInError } from './sign-in-error.ts'
import { SignOuts } from './sign-outs.ts'
import { browserTimers, type Timers } from './timers.ts'
import type { Readable } from './store.ts'

export interface SignInState {
  phase: 'starting' | 'signed_out' | 'signed_in'
  /** What was wrong with the code in the address that the page was opened with. */
  error: SignInError | null
  /** Grows with each sign-in, so that another person is not taken for the one before. */
  turn: number
}

interface SignInParts {
  hub: HubPlace
  storage: DeskStorage
  now: () => number
  timers?: Pick<Timers, 'setTimeout'>
  /** A fresh code from the shell around the page, where it hosts the hub. */
  askShell: () => Promise<string | null>
}

/** A token that ends sooner than this is renewed before it is used. */
const RENEW_BEFORE_MS = 30_000

/** Who is signed in at this desk, and the credentials that go with it. */
export class SignIn implements CredentialsSource {
  readonly #parts: SignInParts
  readonly #signOuts: SignOuts
  #kept: StoredDesk
  #access: { token: string; expiresAt: number } | null = null
  #renewing: Promise<void> | null = null
  readonly #store = createStore<SignInState>(() => ({ phase: 'starting', error: null, turn: 0 }))

  constructor(parts: SignInParts) {
    this.#parts = parts
    this.#signOuts = new SignOuts({ timers: browserTimers, ...parts })
    this.#kept = readStoredDesk(parts.storage, parts.hub.id)
  }

  get store(): Readable<SignInState> {
    return this.#store
  }

  /** What this desk proves itself to the hub with; null before its first sign-in. */
  get deskToken(): string | null {
    return this.#kept.deskToken
  }

  /** The sign-in of whoever is at the desk; null where nobody is, or it is not known. */
  get signInId(): string | null {
    return this.#kept.signInId
  }

  get deskName(): string {
    return this.#kept.deskName
  }

  /** Goes on with what is kept, with the code of the address, or with one from the shell. */
  async start(codeInAddress: string | null): Promise<void> {
    void this.#signOuts.make()
    const error = codeInAddress === null ? null : await this.signIn({ code: codeInAddress })
    if (this.#store.getState().phase === 'signed_in') return
    if (this.#kept.refresh !== null) this.#signedIn()
    else if (codeInAddress !== null) this.#set({ phase: 'signed_out', error })
    else await this.#askShell()
  }

  /**
   * Signs somebody in; whoever was before stays until then, and their sign-in is ended after. Resolves with what went
   * wrong, null where nothing did.
   */
  async signIn(by: SignInBy, deskName = this.#kept.deskName): Promise<SignInError | null> {
    const { address } = this.#parts.hub
    const asked = 'code' in by ? { code: codeIn(by.code) } : by
    try {
      const { deskToken } = this.#kept
      const answer = await signIn(address, asked, { deskName: deskName.trim(), deskToken })
      const before = this.#kept.refresh
      this.#begin(answer)
      if (before !== null) this.#signOuts.end(before)
      return null
    } catch (error) {
      const reason = signInErrorOf(by, error)
      if (reason === 'desk_removed') this.#keep({ ...this.#kept, deskToken: null })
      return reason
    }
  }

  /** Who may switch in by PIN here: nobody where this is no desk yet, or its credential is good no more. */
  async listPeople(): Promise<KnownPerson[]> {
    const { deskToken } = this.#kept
    if (deskToken === null) return []
    try {
      return await listPeople(this.#parts.hub.address, deskToken)
    } catch (error) {
      if (error instanceof HubRefusal && (error.status === 401 || error.status === 403)) return []
      throw error
    }
  }

  /** A manager's leave to override at this desk, once. Rejects with a HubRefusal where the hub refuses. */
  async askApproval(by: ApproveBy): Promise<string> {
    const { deskToken } = this.#kept
    if (deskToken === null) throw new HubRefusal('forbidden', '')
    return askApproval(this.#parts.hub.address, deskToken, by)
  }

  /** Signs out, here at once and at the hub as soon as it hears of it. */
  signOut(): void {
    const { refresh } = this.#kept
    this.#leave()
    if (refresh !== null) this.#signOuts.end(refresh)
  }

  /** Signs out a desk whose credential is good no more: the next sign-in makes it a new desk of the same name. */
  forgetDesk(): void {
    this.#keep({ ...this.#kept, deskToken: null })
    this.signOut()
  }

  /** The hub calls this desk so; a manager may have renamed it. */
  storeDeskName(deskName: string): void {
    if (deskName === '' || deskName === this.#kept.deskName) return
    // Beside what is kept now: another window of this desk may have a newer token.
    this.#keep({ ...readStoredDesk(this.#parts.storage, this.#parts.hub.id), deskName })
  }

  async get(): Promise<Credentials> {
    if (!this.#access || this.#access.expiresAt - this.#parts.now() < RENEW_BEFORE_MS) {
      this.#renewing ??= this.#renew().finally(() => (this.#renewing = null))
      await this.#renewing
    }
    if (!this.#access) throw new SignedOut()
    const { deskToken } = this.#kept
    return { token: this.#access.token, ...(deskToken && { deskToken }) }
  }

  renew(): void {
    this.#access = null
  }

  #begin({ access, refresh, signInId, expiresInMs, deskToken, deskName }: SignedInAnswer): void {
    const { deskToken: keptToken, deskName: keptName } = this.#kept
    this.#keep({ refresh, signInId, deskToken: deskToken ?? keptToken, deskName: deskName ?? keptName })
    this.#access = { token: access, expiresAt: this.#parts.now() + expiresInMs }
    this.#signedIn()
  }

  async #renew(): Promise<void> {
    // Another window of this desk may have renewed since: a token used twice would end the sign-in of both.
    this.#kept = readStoredDesk(this.#parts.storage, this.#parts.hub.id)
    const { refresh, deskToken } = this.#kept
    if (refresh === null) {
      this.#leave()
      return
    }
    // Whoever switched in while the hub answered has a sign-in of their own.
    const isOvertaken = (): boolean => this.#kept.refresh !== refresh
    try {
      const answer = await refreshTokens(this.#parts.hub.address, refresh, deskToken)
      if (isOvertaken()) return
      this.#keep({ ...this.#kept, refresh: answer.refresh, signInId: answer.signInId })
      this.#access = { token: answer.access, expiresAt: this.#parts.now() + answer.expiresInMs }
    } catch (error) {
      if (isOvertaken()) return
      // Only the hub's own no ends a sign-in; while it is away nobody is signed out.
      if (!(error instanceof HubRefusal) || error.status !== 401) throw error
      this.#leave()
      await this.#askShell()
    }
  }

  async #askShell(): Promise<void> {
    const code = await this.#parts.askShell().catch(() => null)
    const error = code === null ? null : await this.signIn({ code })
    if (code === null || error !== null) this.#set({ phase: 'signed_out', error })
  }

  #leave(): void {
    this.#access = null
    this.#keep({ ...this.#kept, refresh: null, signInId: null })
    this.#set({ phase: 'signed_out' })
  }

  #keep(kept: StoredDesk): void {
    this.#kept = kept
    storeDesk(this.#parts.storage, this.#parts.hub.id, kept)
  }

  #signedIn(): void {
    this.#set({ phase: 'signed_in', turn: this.#store.getState().turn + 1 })
  }

  #set(change: Partial<SignInState>): void {
    this.#store.setState({ error: null, ...change })
  }
}

/** The code in a sign-in link, the one that a text for another desk ends with, or the code itself. */
function codeIn(given: string): string {
  return /#signin=([^&\s]+)/.exec(given)?.[1] ?? readPairingText(given)?.code ?? given.trim()
}
