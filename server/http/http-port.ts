import type { SignedIn } from '../auth/sign-in.ts'
import type { Person } from '../auth/tokens.ts'
import type { Imported } from '../commands/import-members.ts'
import type { MemberFileRow } from '../commands/members-file.ts'
import type { Role } from '../protocol/roles.ts'

export interface Page {
  offset: number
  limit: number
}

export interface Listed {
  count: number
  results: object[]
}

/** What the HTTP addresses need of the hub; `hub.ts` joins it to the commands. */
export interface HttpPort {
  verifyToken: (token: string) => Person
  signIn: (asked: {
    code: string
    deskName?: string | undefined
    deskToken?: string | undefined
  }) => Promise<SignedIn>
  refresh: (token: string) => Promise<object>
  refreshForAvGym: (token: string) => Promise<{ access: string }>
  makeLink: (asked: {
    role: Role
    name: string
  }) => Promise<{ code: string; address: string; expiresAt: string }>
  makeToken: (asked: { role: Role; name: string; ttlMs: number }) => string
  importMembers: (rows: MemberFileRow[]) => Promise<Imported>
  exportMembers: (format: 'csv' | 'json') => AsyncIterable<string>
  listCheckIns: (page: Page) => Promise<Listed>
  listMembers: (page: Page, search: string) => Promise<Listed>
  /** What stands in the way of service, or nothing. */
  troubles: () => Promise<string[]>
  /** Numbers about this instance, for its operator. */
  state: () => object
}
