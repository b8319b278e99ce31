import { expect, it } from 'vitest'
import type { ImportMapping } from '../../../server/protocol/import-mapping.ts'
import { MAPPED_FILE_TYPE, type ImportReport } from '../../../server/protocol/import-report.ts'
import type { ListedMember, ListedState, MemberListPage } from '../../../server/protocol/member-list.ts'
import { exportedMembers } from '../../support/hub/members-files.ts'
import { sheetOf } from '../../support/hub/day-gym.ts'
import { call } from '../../support/hub/plans.ts'
import {
  actAtRandom,
  addRegular,
  comeAndGo,
  isOverridden,
  openRightsGym,
  previewOf,
  type Regular,
  type RightsGym,
} from '../../support/hub/rights-gym.ts'
import { patience } from '../../support/patience.ts'
import { randomCases, seededRandom } from '../../support/random.ts'

/** What is done of members every day; `TEST_RUNS=209` does 10,000 things. */
const ACTS = randomCases(48)

const PATIENCE_PER_ACT_MS = patience(250)

/** Of whom something is done, and who is asked about, at a time. */
const AMONG = 6

/** Acts after which all who say something of a member are compared, and after which one of them is a new one. */
const COMPARED_EVERY = 8
const NEWCOMER_EVERY = 20

/** The states of a list that are reasons for which a plan lets nobody in. */
const REASONS: ListedState[] = ['suspended', 'frozen', 'not_started', 'expired', 'no_visits_left']

/** After the end of every plan that has one. */
const NO_END = '9999-12-31'

/** All who have a state, by their ids, as a desk is told, page by page: who ends first comes first. */
async function listed({ desk }: RightsGym, state?: ListedState): Promise<Map<string, ListedMember>> {
  const all = new Map<string, ListedMember>()
  for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const page: MemberListPage = await call(desk, 'members.list', { order: 'end', state, after })
    for (const member of page.members) all.set(member.id, member)
    after = page.next ?? undefined
  }
  const ends = [...all.values()].map(({ valid_until }) => valid_until ?? NO_END)
  expect(ends).toEqual(ends.toSorted())
  return all
}

interface Everybody {
  all: Map<string, ListedMember>
  good: Map<string, ListedMember>
  byReason: Map<string, Map<string, ListedMember>>
  /** As they were asked for by HTTP: those who were added last. */
  byHttp: Map<string, ListedMember>
  /** In the file of all members, and at the address of AV Gym's client. */
  exported: Map<string, Record<string, string | number | null>>
  deployed: Map<string, { id: string; status: string }>
}

async function askLists(gym: RightsGym): Promise<Everybody> {
  const byReason = new Map<string, Map<string, ListedMember>>()
  for (const reason of REASONS) byReason.set(reason, await listed(gym, reason))
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await gym.hub.fetch(path)).json()) as Answer
  const { members } = await ask<MemberListPage>('api/v1/members/list?order=added')
  const { results } = await ask<{ results: { id: string; status: string }[] }>('api/members/?page_size=5000')
  return {
    ...{ all: await listed(gym), good: await listed(gym, 'good'), byReason },
    ...{ byHttp: byId(members), deployed: byId(results) },
    exported: byId(
      (await exportedMembers(gym.hub)) as ({ id: string } & Record<string, string | number | null>)[],
    ),
  }
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

/** The sheet, the lists, the file, AV Gym's address and the scan say one thing of a member. */
async function requireAlike(gym: RightsGym, regular: Regular, lists: Everybody): Promise<void> {
  const { id, full_name } = regular
  const sheet = await sheetOf(gym.desk, id)
  const { refusal, valid_from, valid_until, visits_left, debt_cents } = sheet
  expect(lists.all.get(id)).toMatchObject({ id, refusal, valid_until, visits_left, debt_cents })
  expect(lists.byHttp.get(id)).toEqual(lists.all.get(id))
  expect(lists.good.has(id), `${full_name} is listed as good`).toBe(refusal === null)
  const reasons = REASONS.filter((reason) => lists.byReason.get(reason)?.has(id))
  if (refusal !== 'debt') expect(reasons[0] ?? null).toBe(refusal)
  const status = refusal ?? 'active'
  expect(lists.exported.get(id)).toMatchObject({ status, valid_from, valid_until, visits_left })
  expect(lists.deployed.get(id)?.status).toBe(refusal === null ? 'active' : 'inactive')
  const told = await requireSheetOfCard(gym, regular)
  if (told === refusal) return
  // What is overridden lets in, or leaves a reason that comes after it.
  expect([null, 'debt', ...reasons.filter((reason) => reason !== refusal)]).toContain(told)
}

/** The sheet and the card say one thing. Returns why the card lets nobody in, or null. */
async function requireSheetOfCard(gym: RightsGym, regular: Regular): Promise<string | null> {
  const sheet = await sheetOf(gym.desk, regular.id)
  const told = await previewOf(gym, regular)
  if (!isOverridden(sheet)) expect(told).toBe(sheet.refusal)
  return told
}

const FIELDS = ['valid_from', 'valid_until', 'visits_left', 'frozen_from', 'frozen_until'] as const

/** What a file of another product would do that says of them what the hub's own file says. */
async function previewedFile(
  { hub }: RightsGym,
  regulars: readonly Regular[],
  { exported }: Everybody,
): Promise<ImportReport> {
  const header = ['name', 'card', ...FIELDS]
  const lines = regulars.map(({ id, full_name, card }) => {
    const has = exported.get(id)!
    return [full_name, card, ...FIELDS.map((field) => has[field] ?? '')].join(',')
  })
  const fields = ['full_name', 'credentials', ...FIELDS] as const
  const mapping: ImportMapping = {
    ...{ version: 1, source: 'other-product', encoding: 'utf-8', separator: ',' },
    columns: header.map((name, at) => ({ header: name, field: fields[at] ?? null })),
    ...{ statuses: {}, plans: {}, end: 'last_day', emptyEnd: 'no_end', frozenSince: '2026-01-01' },
  }
  const response = await hub.fetch('api/v1/members/import?preview=true', {
    method: 'POST',
    body: [JSON.stringify(mapping), header.join(','), ...lines].join('\n'),
    headers: { 'content-type': MAPPED_FILE_TYPE },
  })
  return (await response.json()) as ImportReport
}

it(
  'desk, list, sheet, file, preview of a file and HTTP say the same of a member, whatever was done of them',
  { timeout: patience(60_000) + ACTS * PATIENCE_PER_ACT_MS },
  async () => {
    const gym = await openRightsGym(seededRandom('told alike'))
    for (let number = 0; number < AMONG; number += 1) await addRegular(gym)
    for (let act = 1; act <= ACTS; act += 1) {
      if (act % NEWCOMER_EVERY === 0) await addRegular(gym)
      const regular = await actAtRandom(gym, AMONG)
      const told = await requireSheetOfCard(gym, regular)
      expect(await comeAndGo(gym, regular)).toBe(told)
      if (act % COMPARED_EVERY !== 0) continue
      const lists = await askLists(gym)
      const regulars = gym.regulars.slice(-AMONG)
      for (const each of regulars) await requireAlike(gym, each, lists)
      const { rows } = await previewedFile(gym, regulars, lists)
      expect(rows.map(({ what, message }) => message ?? what)).toEqual(regulars.map(() => 'unchanged'))
    }
  },
)
