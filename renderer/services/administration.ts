import type { MemberChange, MemberEssentials } from '../../server/protocol/member-changes.ts'
import type { ShownCard } from '../../server/protocol/methods.ts'
import type { Role } from '../../server/protocol/roles.ts'
import type { LanState } from '../../server/protocol/lan.ts'
import type { Handover, HandoverVersion } from '../../server/protocol/handover.ts'
import type { MemberNote } from '../../server/protocol/notes.ts'
import type { MessageDesk, StaffMessage } from '../../server/protocol/staff-messages.ts'
import { ApiError, call } from './api.ts'
import type { CredentialsSource } from './credentials.ts'

/** A staff account as the hub shows it. */
export interface StaffAccount {
  id: string
  username: string
  full_name: string
  role: Role
  has_pin: boolean
  disabled: boolean
}

/** A desk that the hub knows. Times are ISO 8601. */
export interface KnownDesk {
  id: string
  name: string
  last_seen_at: string
}

/** A code that signs one desk in, once. `expiresAt` is ISO 8601. */
export interface SignInLink {
  code: string
  address: string
  expiresAt: string
  /** What another PC is told, and where it finds the hub; null while it cannot be reached from the network. */
  pairing: { text: string; addresses: string[] } | null
}

/** A message as it is sent: to all desks where none is named; `until` is HH:MM by the gym's clock. */
export interface NewMessage {
  text: string
  toDeskId: string | null
  asksSeen: boolean
  until: string | null
}

/** What a person does about accounts and desks, and what desks tell each other. Each rejects with ApiError where the hub refuses. */
export type Administration = ReturnType<typeof createAdministration>

/** The hub's addresses for accounts and desks, asked as whoever is signed in. */
export function createAdministration(hubAddress: string, person: CredentialsSource) {
  const ask = <Answer>(path: string, body?: object, method = 'POST'): Promise<Answer> =>
    askAs(person, hubAddress, path, { method, body })
  const desk = (id: string): string => `api/v1/desks/${id}`
  const account = (id: string): string => `api/v1/staff/${id}`
  return {
    listStaff: async () => (await ask<{ staff: StaffAccount[] }>('api/v1/staff')).staff,
    /** The answer's password was made by the hub and is told this once. */
    addStaff: (asked: { username: string; full_name: string; role: Role }) =>
      ask<StaffAccount & { password: string }>('api/v1/staff', asked),
    changeStaff: (id: string, change: { role?: Role; disabled?: boolean }) =>
      ask<StaffAccount>(account(id), change),
    resetPassword: (id: string) => ask<{ password: string }>(`${account(id)}/reset-password`, {}),
    listDesks: async () => (await ask<{ desks: KnownDesk[] }>('api/v1/desks')).desks,
    renameDesk: (id: string, name: string) => ask<KnownDesk>(desk(id), { name }),
    removeDesk: (id: string) => ask<unknown>(`${desk(id)}/remove`, {}),
    /** Rejects with `request_conflict` where somebody else changed the same meanwhile. */
    changeMember: (memberId: string, change: Omit<MemberChange, 'memberId'>) =>
      ask<MemberEssentials>(`api/v1/members/${memberId}`, change),
    withdrawCard: (memberId: string, { number, end }: ShownCard) =>
      ask<unknown>(`api/v1/members/${memberId}/cards/withdraw`, { number, end }),
    restoreCard: (memberId: string, { number, end }: ShownCard) =>
      ask<unknown>(`api/v1/members/${memberId}/cards/restore`, { number, end }),
    /** A card that is somebody else's rejects with `request_conflict`. */
    attachCard: (memberId: string, code: string) =>
      ask<{ cardEnd: string }>(`api/v1/members/${memberId}/cards`, { code }, 'PUT'),
    /** Ends an override before its day; ended already is no error. */
    endOverride: (memberId: string, overrideId: string) =>
      ask<unknown>(`api/v1/members/${memberId}/overrides/${overrideId}/end`, {}),
    writeNote: (memberId: string, noteId: string, note: Pick<MemberNote, 'level' | 'text' | 'until'>) =>
      ask<MemberNote>(`api/v1/members/${memberId}/notes/${noteId}`, note, 'PUT'),
    endNote: (memberId: string, noteId: string) =>
      ask<MemberNote>(`api/v1/members/${memberId}/notes/${noteId}/end`, {}),
    listMessages: () => ask<{ messages: StaffMessage[]; desks: MessageDesk[] }>('api/v1/messages'),
    /** `id` is made by whoever asks: sent again under it, it is one message. */
    sendMessage: (id: string, message: NewMessage) =>
      ask<StaffMessage>(`api/v1/messages/${id}`, message, 'PUT'),
    endMessage: (id: string) => ask<StaffMessage>(`api/v1/messages/${id}/end`, {}),
    seeMessage: (id: string) => ask<StaffMessage>(`api/v1/messages/${id}/seen`, {}, 'PUT'),
    readHandover: () => ask<Handover>('api/v1/handover'),
    /** Rejects with `request_conflict` where `base` is not the newest version any more. */
    writeHandover: (base: number, text: string) =>
      ask<HandoverVersion>('api/v1/handover', { base, text }, 'PUT'),
    confirmHandover: (version: number) => ask<unknown>('api/v1/handover/read', { version }, 'PUT'),
    makeLink: (asked: { role: Role; name: string }) => ask<SignInLink>('api/v1/links', asked),
    /** For managers: what helps to find a fault of the hub. */
    readDiagnostics: () => ask<object>('api/v1/diagnostics'),
    readNetwork: () => ask<LanState>('api/v1/lan'),
    /** The answer says why, where the hub cannot be reached from the network. */
    switchNetwork: (isOn: boolean) => ask<LanState>('api/v1/lan', { isOn }),
    changePassword: (asked: { password: string; newPassword: string }) =>
      ask<unknown>('api/v1/me/password', asked),
    changePin: (asked: { password: string; pin: string }) => ask<unknown>('api/v1/me/pin', asked),
  }
}

/** Asks with a token, and once more with a new one where that had ended. */
async function askAs<Answer>(
  person: CredentialsSource,
  hubAddress: string,
  path: string,
  { method, body }: { method: string; body: object | undefined },
): Promise<Answer> {
  const askOnce = async (): Promise<Answer> => {
    const { token } = await person.get()
    const authorization = `Bearer ${token}`
    if (body === undefined) return call(hubAddress, path, { headers: { authorization } })
    const headers = { authorization, 'content-type': 'application/json' }
    return call(hubAddress, path, { method, headers, body: JSON.stringify(body) })
  }
  try {
    return await askOnce()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'token_expired') throw error
    person.renew()
    return askOnce()
  }
}
