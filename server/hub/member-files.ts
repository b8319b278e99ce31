import { newSecret } from '../auth/random.ts'
import { listAvGymMembers, listCheckIns } from '../commands/reports/av-gym-lists.ts'
import { importMembers } from '../commands/members/import-members.ts'
import { exportMembers } from '../commands/members/members-file.ts'
import { businessDayAt } from '../domain/business-day.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Environment } from '../platform/clock.ts'
import { sha256 } from '../platform/sha256.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Core } from './core.ts'

/** Members in and out as files, and the lists that AV Gym's client reads. */
export function memberFiles(
  { store, writer }: Pick<Core, 'store' | 'writer'>,
  settings: HubSettings,
  { now, newId }: Pick<Environment, 'now' | 'newId'>,
): Pick<HttpPort, 'importMembers' | 'exportMembers' | 'listCheckIns' | 'listMembers'> {
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const day = () => ({ today: businessDayAt(now(), settings.gym.dayRule).day, settings: settings.gym })
  return {
    importMembers: (rows, actor) =>
      importMembers({ write: (run) => writer.write(run), actor, newId, fingerprints }, rows),
    exportMembers: (format) => exportMembers(store.db, format, day()),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, day()),
  }
}
