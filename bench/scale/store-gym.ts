import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as factKeys from '../../server/commands/fact-keys.ts'
import type * as emptyMember from '../../server/commands/members/empty-member.ts'
import type { Outcome } from '../../server/commands/outcome.ts'
import type * as runCommand from '../../server/commands/run-command.ts'
import type * as core from '../../server/hub/core.ts'
import type * as clock from '../../server/platform/clock.ts'
import type * as dataFolder from '../../server/platform/data-folder.ts'
import type { CommandFrame } from '../../server/protocol/operations.ts'
import type * as settings from '../../server/settings/settings.ts'
import type * as importMembers from '../../server/store/import-members.ts'
import { cardOf, type StoreHubJob } from './store-job.ts'

/** Members of one commit while the gym is filled. */
const FILLED_AT_ONCE = 250

/** As the hubs of one database are given it. */
const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 'a secret that all hubs of the bench have' }

/** A gym's data and commands, without any socket: what is asked goes where a desk's frame would. */
export interface StoreGym {
  fill: (members: readonly string[]) => Promise<void>
  /** Resolves after the commit. */
  ask: (frame: CommandFrame) => Promise<Outcome>
}

/** Opens it with the product of the job's checkout, which may be one of before. */
export async function openStoreGym({ checkout, folder, database, site }: StoreHubJob): Promise<StoreGym> {
  const product = await loadProduct(checkout)
  const { prepareFolder, readSettings, openCore, realEnvironment, factKeysOf, runCommand, hashOf } = product
  prepareFolder(folder)
  const given = { data: folder, ...(database !== null && { database }), ...(site !== undefined && { site }) }
  const settings = readSettings(given, ENV)
  const { writer } = await openCore(settings, realEnvironment)
  const desk = { id: realEnvironment.newId(), name: 'Front desk' }
  const caller = {
    ...{ settings: settings.gym, desk, trustsDeskTime: true, presence: null, newId: realEnvironment.newId },
    ...{ actor: 'bench', may: () => true, isForReview: false },
  }
  return {
    ask: (frame) =>
      new Promise((resolve, reject) => {
        const asks = factKeysOf(frame, desk.id)
        writer.submit({
          ...(asks && { asks }),
          run: (context) => runCommand({ ...context, ...caller }, frame, hashOf),
          committed: resolve,
          failed: reject,
        })
      }),
    async fill(members) {
      for (let first = 0; first < members.length; first += FILLED_AT_ONCE) {
        await writer.write(({ tx, now }) => {
          for (const id of members.slice(first, first + FILLED_AT_ONCE)) {
            product.saveMember(tx, { ...product.emptyMember(id, now), full_name: `Member ${id}` })
            const card = { code: cardOf(id), member_id: id, created_at: now, revoked_at: null }
            product.insertCredential(tx, card)
          }
        })
      }
    },
  }
}

/** The modules of a checkout, which are the same in each as far as they are used here. */
async function loadProduct(checkout: string) {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(checkout, 'server', file)).href)
  return {
    ...((await load('platform/data-folder.ts')) as typeof dataFolder),
    ...((await load('platform/clock.ts')) as typeof clock),
    ...((await load('settings/settings.ts')) as typeof settings),
    ...((await load('hub/core.ts')) as typeof core),
    ...((await load('commands/fact-keys.ts')) as typeof factKeys),
    ...((await load('commands/run-command.ts')) as typeof runCommand),
    ...((await load('commands/members/empty-member.ts')) as typeof emptyMember),
    ...((await load('store/import-members.ts')) as typeof importMembers),
  }
}
