import type { MembersFile } from '../commands/members/file/file-rows.ts'
import type { MappedImport } from '../commands/members/import-mapped.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import type { ImportedVisits } from '../commands/visits/past/import-visits.ts'
import type { Imported } from '../commands/members/import-members.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { AccountChange } from '../auth/staff.ts'
import type { CheckedDatabase, HttpPort, TakenBackup } from '../http/http-port.ts'
import type { LogLevel } from '../observe/log-levels.ts'
import type { SwitchedLevel } from '../observe/level-switch.ts'
import type { CpuProfile } from '../observe/profile.ts'
import type { RequestTrace } from '../hub/request-trace.ts'
import { requestFor, type AddressedName } from '../http/addresses.ts'
import type { HubFile } from '../platform/data-folder.ts'
import type { MadeChange, UndonePart } from '../protocol/changes.ts'
import type { ImportMapping } from '../protocol/import-mapping.ts'
import type { KeptMapping } from '../protocol/saved-mappings.ts'
import type { SignInLink, StaffAccount } from '../protocol/accounts.ts'
import type { ImportReport, RowOutcome } from '../protocol/import-report.ts'
import type { ResultOf, SentParamsOf } from '../protocol/operations.ts'
import type { Role } from '../protocol/roles.ts'
import { SettingError } from '../platform/setting-error.ts'
import { importsBy } from './remote-imports.ts'

/** What an import says; its rows are gone through once. */
export type ShownReport = Omit<ImportReport, 'rows'> & { rows: Iterable<RowOutcome> }

/** What the command line can do with the data, whether a hub has them or not. */
export interface Control {
  makeLink: (asked: { role: Role; name: string }) => Promise<SignInLink>
  makeToken: (asked: Asked<Accounts['makeToken']>) => Promise<string>
  importMembers: (file: MembersFile, watched: Watched) => Promise<Imported>
  importMapped: (file: MembersFile, asked: MappedImport, watched: Watched) => Promise<ShownReport>
  importVisits: (file: MembersFile, watched: Watched) => Promise<ImportedVisits>
  exportMembers: HttpPort['exportMembers']
  /** All members as a file that is no text. */
  exportFile: (format: 'xlsx' | 'zip') => AsyncIterable<Uint8Array>
  listMappings: () => Promise<KeptMapping[]>
  getMapping: (name: string) => Promise<ImportMapping>
  removeMapping: (name: string) => Promise<unknown>
  listChanges: () => Promise<MadeChange[]>
  /** What taking a change back would do to some of its members, from where a part before has said. */
  previewUndo: (id: string, after: string | null) => Promise<UndonePart>
  /** Takes it back for some of its members. */
  undoChange: (id: string) => Promise<UndonePart>
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
  confirmClock: () => Promise<{ now: string }>
  setLogLevel: (level: LogLevel) => Promise<SwitchedLevel>
  profile: (seconds: number) => Promise<CpuProfile>
}

/** A request to the hub. */
export interface Asking {
  method: string
  body: string | Blob | null
  type?: string
  signal?: AbortSignal
}

const JSON_TYPE = 'application/json'

/** Hands everything to the hub that has the data folder, over its own addresses. */
export function remoteControl(hub: HubFile): RemoteControl {
  const ask = async (path: string, { method, body, type = JSON_TYPE, signal }: Asking): Promise<Response> => {
    const response = await fetch(new URL(path, hub.http), {
      method,
      headers: {
        authorization: `Bearer ${hub.controlKey}`,
        ...(body !== null && { 'content-type': type }),
      },
      ...(body !== null && { body }),
      ...(signal && { signal }),
    }).catch(() => {
      throw new SettingError(`The hub that has this data folder does not answer at ${hub.http}. Try again.`)
    })
    if (response.ok) return response
    const { error } = (await response.json()) as { error: { message: string } }
    throw new SettingError(error.message)
  }
  /** An operation of the map: what is asked and what comes are what it says. */
  const call = async <Name extends AddressedName>(
    name: Name,
    params: SentParamsOf<Name>,
  ): Promise<ResultOf<Name>> => {
    const { path, ...asking } = requestFor(name, params)
    return (await (await ask(path, asking)).json()) as ResultOf<Name>
  }
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await ask(path, { method: 'GET', body: null })).json()) as Answer
  const post = async <Answer>(path: string, body: object): Promise<Answer> =>
    (await (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json()) as Answer
  return {
    makeLink: (asked) => call('links.make', asked),
    ...changesBy(call),
    ...mappingsBy(call),
    ...importsBy(ask),
    listStaff: async () => (await call('staff.list', {})).staff,
    addStaff: (asked) => call('staff.add', asked),
    changeStaff: (id, change) => call('staff.change', { id, ...change }),
    resetPassword: (id) => call('staff.resetPassword', { id }),
    diagnostics: () => call('diagnostics.read', {}),
    confirmClock: () => call('clock.confirm', {}),
    makeToken: async (asked) => (await post<{ access: string }>('api/v1/access-tokens', asked)).access,
    trace: async (id) => (await get<{ trace: RequestTrace | null }>(`api/v1/operations/${id}`)).trace,
    setLogLevel: (level) => post('api/v1/log-level', { level }),
    profile: (seconds) => post('api/v1/profile', { seconds }),
    backup: (file) => post<TakenBackup>('api/v1/backup', { file }),
    check: () => get<CheckedDatabase>('api/v1/check'),
    async *exportMembers(format) {
      const { body } = await ask(`api/v1/members/export?format=${format}`, { method: 'GET', body: null })
      if (body) yield* body.pipeThrough(new TextDecoderStream())
    },
    async *exportFile(format) {
      const { body } = await ask(`api/v1/members/export?format=${format}`, { method: 'GET', body: null })
      if (body) yield* body
    },
  }
}

type CallHub = <Name extends AddressedName>(name: Name, params: SentParamsOf<Name>) => Promise<ResultOf<Name>>

/** What was imported, and taking it back. */
function changesBy(call: CallHub): Pick<Control, 'listChanges' | 'previewUndo' | 'undoChange'> {
  return {
    listChanges: async () => (await call('changes.list', {})).changes,
    previewUndo: (id, after) => call('changes.preview', { id, ...(after !== null && { after }) }),
    undoChange: (id) => call('changes.undo', { id }),
  }
}

/** Mappings that were kept for the next file of the same form. */
function mappingsBy(call: CallHub): Pick<Control, 'listMappings' | 'getMapping' | 'removeMapping'> {
  return {
    listMappings: async () => (await call('mappings.list', {})).mappings,
    getMapping: async (name) => (await call('mappings.get', { name })).mapping,
    removeMapping: (name) => call('mappings.remove', { name }),
  }
}
