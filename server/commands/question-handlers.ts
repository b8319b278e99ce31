import type { Caller } from '../auth/caller.ts'
import type { GymSettings } from '../domain/gym-settings.ts'
import { canBeDialled } from '../domain/phone.ts'
import { hasRight } from '../protocol/rights.ts'
import type { OpenedStore } from '../store/store.ts'
import type { GroupWriter } from '../store/write.ts'
import { dayCurve } from './reports/day-curve.ts'
import { readFields } from './members/edit-member.ts'
import { getMember } from './members/get-member.ts'
import type { Handlers } from './handlers.ts'
import { listClosings } from './visits/list-closings.ts'
import { listMembersPage } from './members/list-members.ts'
import type { Standings } from './members/standings/live-standings.ts'
import { findLookAlikes } from './members/look-alikes.ts'
import { readPhoto } from './members/photos.ts'
import { readMemberHistory } from './members/member-history.ts'
import { dayOf, type Asker, type QueryContext } from './visits/rule-context.ts'
import { previewScan } from './visits/scan.ts'
import { searchMembers, type MemberDirectory } from './members/search-members.ts'
import { dayReport, shiftReport } from './reports/shift-report.ts'

type Question =
  | 'scans.preview'
  | 'closings.list'
  | 'occupancy.curve'
  | 'members.search'
  | 'members.get'
  | 'members.fields'
  | 'members.list'
  | 'members.lookAlikes'
  | 'members.checkPhone'
  | 'members.history'
  | 'photos.get'
  | 'reports.shift'
  | 'reports.day'

interface QuestionParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'counters'>
  directory: MemberDirectory
  standings: Standings
  settings: GymSettings
  now: () => number
  trustedNow: () => number
  /** When a sign-in began, milliseconds since 1970 UTC; null where the hub keeps none. */
  signedInAt: (signIn: string | null) => Promise<number | null>
  /** Where the gym is, ISO 3166 in two letters; null where nobody knows. */
  country: () => Promise<string | null>
}

/** Answers from what was committed last, changing nothing. */
export function questionHandlers(parts: QuestionParts): Handlers<Question> {
  const { store, writer, directory, standings, settings, now, trustedNow } = parts
  const context = (): QueryContext => ({
    ...{ db: store.db, directory, settings, counters: writer.counters, now: now(), trustedNow: trustedNow() },
  })
  const asker = ({ id, role, person }: Caller): Asker => ({
    id,
    maySeeOthers: hasRight(role, 'read_audit'),
    signedInAt: () => parts.signedInAt(person?.signIn ?? null),
  })
  return {
    'scans.preview': (params) => previewScan(context(), params),
    'closings.list': () => listClosings(context()),
    'occupancy.curve': () => dayCurve(context()),
    'members.search': (params) => searchMembers(context(), params),
    'members.get': (params) => getMember(context(), params),
    'members.list': (params) => listMembersPage({ ...context(), standings }, params),
    'members.fields': (params) => readFields({ db: store.db, today: dayOf(context(), now()) }, params),
    'members.lookAlikes': (params) => findLookAlikes(context(), params),
    'members.checkPhone': async ({ phone }) => ({ canBeDialled: canBeDialled(phone, await parts.country()) }),
    'members.history': (params) => readMemberHistory(store.db, params),
    'photos.get': (params) => readPhoto(store.db, params),
    'reports.shift': (params, caller) => shiftReport({ ...context(), asker: asker(caller) }, params),
    'reports.day': async ({ day = writer.counters.day.day }) => ({
      day,
      ...(await dayReport(store.db, settings, day)),
    }),
  }
}
