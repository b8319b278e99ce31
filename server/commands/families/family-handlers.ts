import type { Caller } from '../../auth/caller.ts'
import type { SoldPassParams } from '../../protocol/passes.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter, WriteContext } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import type { Fingerprints } from '../members/audited-member.ts'
import type { Checksum } from '../members/file/versions.ts'
import type { MemberDirectory } from '../members/search-members.ts'
import type { Catalogue } from '../plans/catalogue.ts'
import { bringGuest } from './bring-guest.ts'
import { companyOf } from './company.ts'
import { deskContext } from './desk-context.ts'
import { joinFamily, leaveFamily } from './family-ties.ts'
import { payFamily } from './pay-family.ts'
import { requireWho, type NamedPerson } from './person.ts'
import { sellPass } from './sell-pass.ts'

type FamilyOperation =
  'passes.sell' | 'guests.bring' | 'families.of' | 'families.join' | 'families.leave' | 'families.pay'

interface FamilyParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'counters'>
  directory: MemberDirectory
  catalogue: Catalogue
  fingerprints: Fingerprints
  checksum: Checksum
  newId: () => string
  now: () => number
  trustedNow: () => number
}

/** Who comes for a day, and who comes with whom; what changes something is one transaction. */
export function familyHandlers(parts: FamilyParts): Handlers<FamilyOperation> {
  const { store, writer, directory, catalogue, now, trustedNow, ...means } = parts
  const { gym: settings } = catalogue
  const asOfNow = () => ({
    ...{ db: store.db, directory, settings, counters: writer.counters },
    ...{ now: now(), trustedNow: trustedNow() },
  })
  const requireKnown = (person: NamedPerson) =>
    requireWho({ db: store.db, directory, today: writer.counters.day.day }, person)
  const atDesk = (context: WriteContext, caller: Caller) =>
    deskContext(context, caller, { settings, newId: means.newId })
  const addedBy = ({ counters: { day } }: WriteContext, actor: Caller) => ({
    ...{ actor, ...means, today: day.day, catalogue },
  })
  return {
    'passes.sell': async (params, actor) => {
      const asked = params as SoldPassParams
      await requireKnown(asked)
      return writer.write(async (context) =>
        sellPass(await atDesk(context, actor), asked, addedBy(context, actor)),
      )
    },
    'guests.bring': async (params, actor) => {
      await requireKnown(params)
      return writer.write(async (context) =>
        bringGuest(await atDesk(context, actor), params, addedBy(context, actor)),
      )
    },
    'families.of': (params) => companyOf(asOfNow(), params),
    'families.join': (params, actor) => writer.write((context) => joinFamily(context, params, actor)),
    'families.leave': (params, actor) => writer.write((context) => leaveFamily(context, params, actor)),
    'families.pay': (params, actor) =>
      writer.write((context) => payFamily(context, params, { actor, ...means })),
  }
}
