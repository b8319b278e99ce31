import { describe, expect, it } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { xlsxOf } from '../../../server/commands/tables/csv-to-xlsx.ts'
import type { Core } from '../../../server/hub/core.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { insertCredential, listNamesakes, saveMember } from '../../../server/store/import-members.ts'
import { saveNote } from '../../../server/store/member-notes.ts'
import { searchText } from '../../../server/store/members.ts'
import { startHub } from '../../support/hub/hub.ts'
import { exportedCsv, openTestFiles, takeFile } from '../../support/hub/members-files.ts'
import { changeStored } from '../../support/hub/stored.ts'
import { openDesk } from '../../support/client/desk.ts'
import { randomCases, seededRandom, type Random } from '../../support/random.ts'

const DAY = '2026-11-23'
const NOW = Date.parse(`${DAY}T10:00:00Z`)
const TABLES = ['members', 'credentials', 'member_notes', 'events', 'audit_log'] as const

/** Texts that have meant something else to a spreadsheet, to CSV, or to us. */
const TEXTS = [
  '',
  'Plain',
  `Anne "Nan" O’Neill, Jr.`,
  '=1+1',
  "'=1+1",
  "''quoted",
  '+49 30 1',
  '-',
  '@all',
  '＝1',
  'a;b\tc',
  'Zoë Ødegård',
  '0012',
  'sep=;',
]
const DAYS = [null, '2020-02-29', '2026-11-23', '2090-01-01']
const NUMBERS = [0, 1, 500]

/** Any member that the database may have: what came from older versions and by other ways among it. */
async function addAnyMember(core: Core, random: Random, number: number): Promise<void> {
  const name = `${random.pick(TEXTS.filter((text) => text.length > 1))} ${number}`
  const [from, until] = [random.pick(DAYS), random.pick(DAYS)].sort()
  const id = realEnvironment.newId()
  const debt = random.pick(NUMBERS)
  await core.writer.write(async ({ tx }) => {
    saveMember(tx, {
      ...emptyMember(id, NOW),
      full_name: name,
      search_text: searchText(name),
      membership_type: random.pick(TEXTS),
      phone: random.pick(TEXTS.filter((text) => text !== '-')),
      birthday: random.pick([null, '02-29', '1988-02-29']),
      valid_from: from ?? null,
      valid_until: until ?? null,
      visits_left: random.pick([null, ...NUMBERS]),
      frozen_from: random.pick([null, '2026-11-01']),
      frozen_until: random.pick([null, '2026-12-01']),
      suspended: random.pick([0, 1] as const),
      debt_cents: debt,
      debt_since: debt === 0 ? null : random.pick(DAYS),
    })
    const code = random.pick([`CARD-${number}`, `${number}`, `N/A${number}`])
    insertCredential(tx, { code, member_id: id, created_at: NOW, revoked_at: random.pick([null, NOW]) })
    for (let notes = random.below(3); notes > 0; notes -= 1) {
      const text = `${random.pick(TEXTS)} note`
      const note = { id: realEnvironment.newId(), alert: random.below(3), text, author: 'anna', at: NOW }
      await saveNote(tx, { ...note, member_id: id, until: random.pick([null, '2090-01-01']), ended_at: null })
    }
  })
}

const HEADER =
  'full_name,membership_type,phone,birthday,valid_from,valid_until,visits_left,credentials,frozen_from,frozen_until,debt_cents,debt_since,note'

/** A member as another file may have them. */
function randomRow(random: Random, number: number): string[] {
  const debt = random.pick(['0', '500'])
  const [frozenFrom, frozenUntil] = random.pick([
    ['', ''],
    ['2026-11-01', '2026-12-20'],
  ] as const)
  return [
    ...[`Ann ${random.pick(TEXTS)} ${number}`, random.pick(TEXTS), `+49 ${number}`],
    ...[random.pick(['', '02-29', '1988-02-29']), random.pick(['2020-02-29', '2026-11-23'])],
    ...[random.pick(['2026-11-24', '2090-01-01']), random.pick(['', '0', '10'])],
    ...[random.pick(['', `CARD-${number}`, `CARD-${number} K${number}-2`]), frozenFrom, frozenUntil],
    ...[debt, debt === '0' ? '' : '2026-01-05', random.pick(TEXTS)],
  ]
}

const rowsOf = ({ store }: Core) =>
  Promise.all(TABLES.map((table) => store.db.selectFrom(table).selectAll().execute()))

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** The forms of an export that hold all of every member. */
const FORMS = ['csv', 'xlsx'] as const
type Form = (typeof FORMS)[number]

async function fileOf(csv: string, form: Form): Promise<Uint8Array<ArrayBuffer>> {
  if (form === 'csv') return new Uint8Array(Buffer.from(csv))
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxOf('members', [csv])) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** The members files of a gym that has taken this one over, and a way to store a card as older versions did. */
async function openGym(file: string, form: Form = 'csv') {
  const { core, ...files } = await openTestFiles()
  const take = async (csv: string, as: Form = 'csv') =>
    files.importMembers({ bytes: await fileOf(csv, as) }, { id: 'manager', deskId: null })
  await take(file, form)
  const csvNow = () => textOf(files.exportMembers('csv'))
  const giveCard = (name: string, code: string) =>
    core.writer.write(async ({ tx }) => {
      const [member] = await listNamesakes(tx, { name, limit: 1, today: DAY })
      insertCredential(tx, { code, member_id: member?.id ?? '', created_at: NOW, revoked_at: null })
    })
  return { take, csvNow, giveCard }
}

describe('an export that is imported again', () => {
  it('changes nothing of any member, card, note, event or audit, whatever they are', async () => {
    const random = seededRandom('round trip')
    const environment = { ...realEnvironment, now: () => NOW }
    const { core, ...files } = await openTestFiles(environment)
    const members = randomCases(230)
    for (let number = 1; number <= members; number += 1) await addAnyMember(core, random, number)
    const before = await rowsOf(core)
    const csv = await textOf(files.exportMembers('csv'))
    for (const form of FORMS) {
      const imported = await files.importMembers(
        { bytes: await fileOf(csv, form) },
        { id: 'manager', deskId: null },
      )
      expect(imported).toMatchObject({ added: 0, changed: 0, unchanged: members })
      expect(await rowsOf(core)).toEqual(before)
    }
  })

  it('makes the same export of an empty gym, byte for byte', async () => {
    const random = seededRandom('into an empty gym')
    const rows = Array.from({ length: randomCases(40) }, (_none, at) => randomRow(random, at))
    const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    const first = await openGym(`${HEADER}\n${quoted.join('\n')}\n`)
    const csv = await first.csvNow()
    expect(csv.split('\n')).toHaveLength(rows.length + 2)
    for (const form of FORMS) {
      const second = await openGym(csv, form)
      expect(await second.csvNow()).toBe(csv)
    }
  })

  it('leaves a debt without a date without one, and dates one that begins with the file', async () => {
    const hub = await startHub()
    await takeFile(hub, 'full_name,credentials,debt_cents\nSofia,CARD-1,500\n')
    await changeStored(hub.folder, 'update members set debt_since = null')
    const csv = await exportedCsv(hub)
    expect(csv).toMatch(/,500,,/)
    expect(await takeFile(hub, csv)).toMatchObject({ changed: 0 })
    expect(await exportedCsv(hub)).toBe(csv)
    await takeFile(hub, 'full_name,debt_cents\nTom,500\n')
    expect(await exportedCsv(hub)).toMatch(/Tom,.*,500,\d{4}-\d\d-\d\d,/)
  })

  it('keeps the cards of two members whose codes are one but for what a reader puts before it', async () => {
    const { take, csvNow, giveCard } = await openGym('full_name,credentials\nSofia,CARD-1\nTom,\n')
    await giveCard('Tom', ']C1CARD-1')
    expect(await take(await csvNow())).toMatchObject({ changed: 0, unchanged: 2 })
  })

  it('keeps a card with a semicolon in its code one card', async () => {
    const { take, csvNow, giveCard } = await openGym('full_name\nSofia\n')
    await giveCard('Sofia', 'MEMBER;000123')
    const csv = await csvNow()
    expect(csv).toContain(',MEMBER;000123,')
    expect(await take(csv)).toMatchObject({ changed: 0, unchanged: 1 })
    expect(await take(csv.replace('MEMBER;000123', 'MEMBER;000123 CARD-2'))).toMatchObject({ changed: 1 })
    expect(await csvNow()).toMatch(/,(CARD-2 MEMBER;000123|MEMBER;000123 CARD-2),/)
  })

  it('is no news to any desk, and one changed cell is news of one member', async () => {
    const hub = await startHub()
    await takeFile(hub, 'full_name,phone\nSofia,1\nTom,2\nAnn,3\n')
    const desk = await openDesk(hub)
    const csv = await exportedCsv(hub)
    await takeFile(hub, csv)
    expect(await takeFile(hub, csv.replace(',2,', ',22,'))).toMatchObject({ changed: 1, unchanged: 2 })
    const { payload } = await desk.next('member_changed')
    expect(payload).toMatchObject({ seq: 1, member: { full_name: 'Tom' } })
  })
})
