import { existsSync } from 'node:fs'
import { COMMAND_LINE_CALLER } from '../auth/caller.ts'
import { newSecret } from '../auth/random.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { changeHandlers } from '../commands/changes/change-handlers.ts'
import { mappingHandlers } from '../commands/members/saved-mappings.ts'
import { xlsxOf } from '../commands/tables/csv-to-xlsx.ts'
import { openCore, type Core } from '../hub/core.ts'
import { makeLink } from '../hub/links.ts'
import { memberFiles } from '../hub/member-files.ts'
import { traceRequest } from '../hub/request-trace.ts'
import { realEnvironment } from '../platform/clock.ts'
import { databasePath } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import { readSettings, type HubSettings } from '../settings/settings.ts'
import { DEFAULT_PORT } from '../settings/start-settings.ts'
import type { CommandLine } from './command-line.ts'
import { withData, withFolder } from './data.ts'
import type { Control } from './remote-control.ts'

type Work<Result> = (control: Control) => Promise<Result>

/** Works on the data itself, or hands the work to the hub that has them. Throws a SettingError where there are none. */
export function withControl<Result>(line: CommandLine, work: Work<Result>): Promise<Result> {
  const settings = readSettings(line.given, line.terminal.env)
  const alone = () => withOwnCore(settings, work)
  // What is on a server is there, or is said to be not when it is opened.
  const withThem = settings.database === null ? withData : withFolder
  return withThem(settings.dataFolder, { beside: work, alone })
}

/** The same for what a gym may begin with, before its hub was ever started. Says so where it does. */
export function withFirstControl<Result>(line: CommandLine, work: Work<Result>): Promise<Result> {
  const settings = readSettings(line.given, line.terminal.env)
  const { dataFolder } = settings
  return withFolder(dataFolder, {
    beside: work,
    alone() {
      if (settings.database === null && !existsSync(databasePath(dataFolder))) {
        line.terminal.err.write(`There are no data in ${dataFolder} yet: a new gym begins there.\n`)
      }
      return withOwnCore(settings, work)
    },
  })
}

async function withOwnCore<Result>(settings: HubSettings, work: Work<Result>): Promise<Result> {
  const core = await openCore(settings, realEnvironment)
  try {
    const address = `http://127.0.0.1:${settings.port === 0 ? DEFAULT_PORT : settings.port}/`
    const reach = { address: () => address, lan: () => ({ hubId: null, addresses: [] }) }
    const files = memberFiles(core, settings, realEnvironment)
    const { accounts } = core
    return await work({
      makeLink: (params) => makeLink(accounts, reach, params, COMMAND_LINE),
      makeToken: (params) => Promise.resolve(accounts.makeToken(params)),
      importMembers: (file, watched) => files.importMembers(file, COMMAND_LINE, watched),
      importMapped: (file, asked, watched) => files.importMapped(file, asked, COMMAND_LINE, watched),
      importVisits: (file, watched) => files.importVisits(file, COMMAND_LINE, watched),
      exportMembers: files.exportMembers,
      exportFile: (format) =>
        format === 'zip' ? files.exportArchive() : xlsxOf('members', files.exportMembers('csv')),
      ...changesOf(core),
      ...mappingsOf(core),
      trace: (requestId) => traceRequest(core.store.db, requestId, null),
      listStaff: accounts.listStaff,
      addStaff: (params) => accounts.addStaff(params, COMMAND_LINE),
      changeStaff: (id, change) => accounts.changeStaff(id, change, COMMAND_LINE),
      resetPassword: (id) => accounts.resetPassword(id, COMMAND_LINE),
    })
  } finally {
    await core.close()
  }
}

/** Mappings that were kept for the next file of the same form. */
function mappingsOf(core: Core): Pick<Control, 'listMappings' | 'getMapping' | 'removeMapping'> {
  const handlers = mappingHandlers(core)
  return {
    listMappings: async () => (await handlers['mappings.list']({}, COMMAND_LINE_CALLER)).mappings,
    getMapping: async (name) => (await handlers['mappings.get']({ name }, COMMAND_LINE_CALLER)).mapping,
    removeMapping: async (name) => handlers['mappings.remove']({ name }, COMMAND_LINE_CALLER),
  }
}

/** What was imported, and taking it back. */
function changesOf({ store, writer }: Core): Pick<Control, 'listChanges' | 'previewUndo' | 'undoChange'> {
  const { newId, setImmediate } = realEnvironment
  const handlers = changeHandlers({
    ...{ store, writer, newId, fingerprints: { hash: sha256, newSalt: newSecret } },
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  })
  return {
    listChanges: async () => (await handlers['changes.list']({}, COMMAND_LINE_CALLER)).changes,
    previewUndo: async (id, after) =>
      handlers['changes.preview']({ id, ...(after !== null && { after }) }, COMMAND_LINE_CALLER),
    undoChange: async (id) => handlers['changes.undo']({ id }, COMMAND_LINE_CALLER),
  }
}
