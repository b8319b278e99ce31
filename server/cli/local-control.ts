import type { CommandLine } from './options.ts'
import { makeLink } from '../hub/links.ts'
import { memberFiles } from '../hub/member-files.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { readMembersFile } from '../commands/members-file.ts'
import { remoteControl, type Control } from './remote-control.ts'
import { realEnvironment } from '../platform/clock.ts'
import { openCore } from '../hub/core.ts'
import { lockFolder, prepareFolder, readHubFile } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readSettings, type HubSettings } from '../settings/settings.ts'
import { DEFAULT_PORT } from '../settings/start-settings.ts'
import { traceRequest } from '../hub/request-trace.ts'

/** What only a running hub can do. */
const NO_HUB = 'No hub is running on this data folder. Start it with serve, then ask again.'

/** Works on the data itself, or hands the work to the hub that has them. */
export async function withControl<Result>(
  line: CommandLine,
  work: (control: Control) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(line.given, line.terminal.env)
  prepareFolder(settings.dataFolder)
  const lock = lockFolder(settings.dataFolder)
  if (!lock) return work(remoteControl(readHubFile(settings.dataFolder)))
  try {
    return await withOwnCore(settings, work)
  } finally {
    lock.release()
  }
}

async function withOwnCore<Result>(
  settings: HubSettings,
  work: (control: Control) => Promise<Result>,
): Promise<Result> {
  const core = await openCore(settings, realEnvironment)
  try {
    const address = `http://127.0.0.1:${settings.port === 0 ? DEFAULT_PORT : settings.port}/`
    const reach = { address: () => address, lan: () => ({ hubId: null, addresses: [] }) }
    const files = memberFiles(core, settings, realEnvironment)
    const { accounts } = core
    return await work({
      makeLink: (asked) => makeLink(accounts, reach, asked, COMMAND_LINE),
      makeToken: (asked) => Promise.resolve(accounts.makeToken(asked)),
      importMembers: async (content) => files.importMembers(await readMembersFile(content), COMMAND_LINE),
      exportMembers: files.exportMembers,
      trace: (requestId) => traceRequest(core.store.db, requestId, null),
      setLogLevel: () => Promise.reject(new SettingError(NO_HUB)),
      profile: () => Promise.reject(new SettingError(NO_HUB)),
      listStaff: accounts.listStaff,
      addStaff: (asked) => accounts.addStaff(asked, COMMAND_LINE),
      changeStaff: (id, change) => accounts.changeStaff(id, change, COMMAND_LINE),
      resetPassword: (id) => accounts.resetPassword(id, COMMAND_LINE),
    })
  } finally {
    await core.close()
  }
}
