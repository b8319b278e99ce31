/** What a sign-in sends. */
export interface Credentials {
  token: string
  deskToken?: string
}

/** Where credentials come from, each time they are needed. */
export interface CredentialsSource {
  /** Rejects with SignedOut where a person has to sign in, with anything else where it is worth trying again. */
  get: () => Promise<Credentials>
  /** The hub refused the token: the next one must be a new one. */
  renew: () => void
}

/** Somebody has to sign in before the desk can go on. */
export class SignedOut extends Error {}
