import type { Accounts } from '../auth/accounts.ts'
import type { AccountChange } from '../auth/staff.ts'
import type { CheckedDatabase, HttpPort, TakenBackup } from '../http/http-port.ts'
import type { LogLevel } from '../observe/log-levels.ts'
import type { SwitchedLevel } from '../observe/level-switch.ts'
import type { CpuProfile } from '../observe/profile.ts'
import type { RequestTrace } from '../hub/request-trace.ts'
import type { HubFile } from '../platform/data-folder.ts'
import type { SignInLink, StaffAccount } from '../protocol/accounts.ts'
import type { Role } from '../protocol/roles.ts'
import { SettingError } from '../platform/setting-error.ts'

/** What the command line can do with the data, whether a hub has them or not. */
export interface Control {
  makeLink: (asked: { role: Role; name: string }) => Promise<SignInLink>
  makeToken: (asked: Asked<Accounts['makeToken']>) => Promise<string>
  importMembers: (content: string) => Promise<{ added: number; changed: number }>
  exportMembers: HttpPort['exportMembers']
  listStaff: () => Promise<StaffAccount[]>
  addStaff: (asked: Asked<Accounts['addStaff']>) => Promise<StaffAccount & { password?: string }>
  changeStaff: (id: string, change: AccountChange) => Promise<StaffAccount>
  resetPassword: (id: string) => Promise<{ password: string }>
  trace: (requestId: string) => Promise<RequestTrace | null>
}

type Asked<Call extends (...asked: never[]) => unknown> = Parameters<Call>[0]

/** The same, and what only a running hub can do, or does with its database for the command line. */
export interface RemoteControl extends Control, Pick<HttpPort, 'backup' | 'check'> {
  diagnostics: () => Promise<object>
  setLogLevel: (level: LogLevel) => Promise<SwitchedLevel>
  profile: (seconds: number) => Promise<CpuProfile>
}

/** Hands everything to the hub that has the data folder, over its own addresses. */
export function remoteControl(hub: HubFile): RemoteControl {
  const ask = async (path: string, body: string | object | null): Promise<Response> => {
    const isText = typeof body === 'string'
    const response = await fetch(new URL(path, hub.http), {
      method: body === null ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${hub.controlKey}`,
        ...(body !== null && { 'content-type': isText ? 'text/csv' : 'application/json' }),
      },
      ...(body !== null && { body: isText ? body : JSON.stringify(body) }),
    }).catch(() => {
      throw new SettingError(`The hub that has this data folder does not answer at ${hub.http}. Try again.`)
    })
    if (response.ok) return response
    const { error } = (await response.json()) as { error: { message: string } }
    throw new SettingError(error.message)
  }
  const json = async <Answer>(path: string, body: string | object | null): Promise<Answer> =>
    (await (await ask(path, body)).json()) as Answer
  return {
    makeLink: (asked) => json('api/v1/links', asked),
    makeToken: async (asked) => (await json<{ access: string }>('api/v1/access-tokens', asked)).access,
    importMembers: (content) => json('api/v1/members/import', content),
    trace: async (id) => (await json<{ trace: RequestTrace | null }>(`api/v1/operations/${id}`, null)).trace,
    setLogLevel: (level) => json('api/v1/log-level', { level }),
    profile: (seconds) => json('api/v1/profile', { seconds }),
    backup: (file) => json<TakenBackup>('api/v1/backup', { file }),
    check: () => json<CheckedDatabase>('api/v1/check', null),
    diagnostics: () => json<object>('api/v1/diagnostics', null),
    async *exportMembers(format) {
      const { body } = await ask(`api/v1/members/export?format=${format}`, null)
      if (body) yield* body.pipeThrough(new TextDecoderStream())
    },
    listStaff: async () => (await json<{ staff: StaffAccount[] }>('api/v1/staff', null)).staff,
    addStaff: (asked) => json('api/v1/staff', asked),
    changeStaff: (id, change) => json(`api/v1/staff/${id}`, change),
    resetPassword: (id) => json(`api/v1/staff/${id}/reset-password`, {}),
  }
}
