import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { makeData } from '../../support/hub/data.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedCsv, exportedMembers, takeFile } from '../../support/hub/members-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SOFIA = '01a20902-753d-7125-bcc5-ddb7ce35ac66'
const FILE = `id,full_name,credentials,valid_until,visits_left,phone\n${SOFIA},Sofia,CARD-1,2090-01-01,10,4711\n`

async function openGym(): Promise<TestHub> {
  const hub = await startHub()
  expect(await takeFile(hub, FILE)).toMatchObject({ added: 1 })
  return hub
}

/** What a desk does with a member, by the column that it changes. */
const AT_A_DESK = {
  valid_until: (hub: TestHub) => change(hub, { valid_until: '2091-01-01' }),
  visits_left: async (hub: TestHub) => {
    const desk = await openDesk(hub)
    expect(await desk.ask('scan', { code: 'CARD-1' })).toMatchObject({ payload: { verdict: 'granted' } })
  },
  debt_cents: (hub: TestHub) => change(hub, { debt_cents: 500 }),
  note: (hub: TestHub) => writeNote(hub, 'Form'),
}

const change = (hub: TestHub, now: object) => ask(hub, 'POST', `members/${SOFIA}`, { now })

const writeNote = (hub: TestHub, text: string) =>
  ask(hub, 'PUT', `members/${SOFIA}/notes/01a20902-753d-7125-bcc5-ddb7ce35ac99`, { level: 'info', text })

async function ask(hub: TestHub, method: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await hub.fetch(`api/v1/${path}`, { method, headers, body: JSON.stringify(body) })
  expect(response.status, await response.text()).toBe(200)
}

/** A member of an export without what says how they were then. */
const withoutVersions = (csv: string): string =>
  csv
    .trim()
    .split('\n')
    .map((line) => line.slice(0, line.lastIndexOf(',')))
    .join('\n')

/** The only row of an export with another value in this column. */
function edited(csv: string, column: string, value: string): string {
  const [header = '', row = ''] = csv.trim().split('\n')
  const at = header.split(',').indexOf(column)
  return `${header}\n${row.split(',').with(at, value).join(',')}\n`
}

/** A value that neither the file of the gym nor a desk has given. */
const OTHER_VALUES = { valid_until: '2095-01-01', visits_left: '20', debt_cents: '700', note: 'Other form' }

const COLUMNS = Object.keys(AT_A_DESK) as (keyof typeof AT_A_DESK)[]

describe('a file that is older than what a desk has changed since', () => {
  it.each(COLUMNS)('is refused with line and column where it is an export: %s', async (column) => {
    const hub = await openGym()
    const old = edited(await exportedCsv(hub), column, OTHER_VALUES[column])
    await AT_A_DESK[column](hub)
    const now = await exportedMembers(hub)
    expect((await takeFile(hub, old)).refused).toMatch(
      new RegExp(`^Line 2: ${column} was changed here since this file was exported\\.`),
    )
    expect(await exportedMembers(hub)).toEqual(now)
  })

  it.each(COLUMNS)('is refused with line and column where it came before: %s', async (column) => {
    const hub = await openGym()
    const old = withoutVersions(await exportedCsv(hub))
    await AT_A_DESK[column](hub)
    const now = await exportedMembers(hub)
    expect((await takeFile(hub, old)).refused).toMatch(
      new RegExp(`^Line 2: ${column} was changed here since the last import\\.`),
    )
    expect(await exportedMembers(hub)).toEqual(now)
  })

  it('stays older after an import of an export', async () => {
    const hub = await openGym()
    await AT_A_DESK.valid_until(hub)
    expect(await takeFile(hub, await exportedCsv(hub))).toMatchObject({ unchanged: 1 })
    expect(await takeFile(hub, edited(await exportedCsv(hub), 'phone', '4712'))).toMatchObject({ changed: 1 })
    expect((await takeFile(hub, FILE.replace('4711', '4712'))).refused).toContain(
      'valid_until was changed here',
    )
  })

  it('stays older than an export that was edited and imported since', async () => {
    const hub = await openGym()
    expect(await takeFile(hub, edited(await exportedCsv(hub), 'phone', '4712'))).toMatchObject({ changed: 1 })
    expect((await takeFile(hub, FILE)).refused).toContain('phone was changed here')
  })

  it('stays older after another one that says nothing of the value', async () => {
    const hub = await openGym()
    await AT_A_DESK.valid_until(hub)
    expect(await takeFile(hub, `id,full_name,phone\n${SOFIA},Sofia,4712\n`)).toMatchObject({ changed: 1 })
    expect((await takeFile(hub, FILE.replace('4711', '4712'))).refused).toContain(
      'valid_until was changed here',
    )
  })

  it('names every line at which something is to be decided', async () => {
    const hub = await openGym()
    const [tom, ann] = [SOFIA.replace(/6$/, '7'), SOFIA.replace(/6$/, '8')]
    const rows = `${FILE}${tom},Tom,,2090-01-01,5,1\n${ann},Ann,,2090-01-01,5,2\n`
    await takeFile(hub, rows)
    for (const id of [SOFIA, ann]) await ask(hub, 'POST', `members/${id}`, { now: { debt_cents: 500 } })
    const owing = rows.replace('phone', 'phone,debt_cents').replace(/(\d)\n/g, '$1,0\n')
    expect((await takeFile(hub, owing)).refused).toMatch(
      /^Line 2: debt_cents .*Look at these lines too: 4\.$/,
    )
  })

  it.each([
    ['note_must_be_read', '1', 'note', (hub: TestHub) => writeNote(hub, 'Form is here')],
    ['debt_since', '2026-01-01', 'debt_cents', (hub: TestHub) => change(hub, { debt_cents: 300 })],
  ] as const)('is refused where it is an export with another %s of what was changed', async (...how) => {
    const [column, value, changed, changeIt] = how
    const hub = await openGym()
    await AT_A_DESK[changed](hub)
    const old = edited(await exportedCsv(hub), column, value)
    await changeIt(hub)
    expect((await takeFile(hub, old)).refused).toContain(`Line 2: ${changed} was changed here`)
  })

  it('is refused for what a desk may have changed before anybody noted it, and for nothing else', async () => {
    const folder = temporaryFolder()
    await makeData(folder, 1)
    const hub = await startHub({ data: folder })
    const [member] = await exportedMembers(hub)
    const row = (more: string, value: string) =>
      takeFile(hub, `id,full_name,${more}\n${String(member?.['id'])},New Name,${value}\n`)
    expect((await row('valid_until', '2080-01-01')).refused).toContain('valid_until was changed here')
    expect(await row('phone', '4711')).toMatchObject({ changed: 1 })
  })
})

describe('a cell of an export that nobody edited', () => {
  it.each(COLUMNS)('leaves what a desk has changed since, beside one that was edited: %s', async (column) => {
    const hub = await openGym()
    const old = await exportedCsv(hub)
    await AT_A_DESK[column](hub)
    const [now] = await exportedMembers(hub)
    expect(await takeFile(hub, old)).toMatchObject({ unchanged: 1 })
    expect(await takeFile(hub, edited(old, 'phone', '4712'))).toMatchObject({ changed: 1 })
    const [then] = await exportedMembers(hub)
    expect({ ...then, version: null }).toEqual({ ...now, phone: '4712', version: null })
  })

  it('is not held against its status either', async () => {
    const hub = await openGym()
    await change(hub, { debt_cents: 500 })
    const old = await exportedCsv(hub)
    expect(old).toContain(',debt,')
    await change(hub, { debt_cents: 0 })
    expect(await takeFile(hub, edited(old, 'phone', '4712'))).toMatchObject({ changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ debt_cents: 0, phone: '4712' }])
  })

  it('keeps a note that must be read so, whose words were edited', async () => {
    const hub = await openGym()
    const noted = edited(edited(await exportedCsv(hub), 'note', 'Form'), 'note_must_be_read', '1')
    await takeFile(hub, noted)
    await takeFile(hub, edited(await exportedCsv(hub), 'note', 'Form is missing'))
    expect(await exportedMembers(hub)).toMatchObject([{ note: 'Form is missing', note_must_be_read: 1 }])
  })
})

describe('an empty cell of a note', () => {
  it('ends the note that the file had, and none that a desk wrote since', async () => {
    const hub = await openGym()
    const noted = edited(await exportedCsv(hub), 'note', 'Form is missing')
    await takeFile(hub, edited(noted, 'note_must_be_read', '1'))
    const emptied = edited(edited(await exportedCsv(hub), 'note', ''), 'note_must_be_read', '0')
    await AT_A_DESK.note(hub)
    expect(await takeFile(hub, emptied)).toMatchObject({ changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ note: 'Form', note_must_be_read: 0 }])
  })
})

describe('a file that is as new as what it changes', () => {
  it('is taken where it is an export that was edited', async () => {
    const hub = await openGym()
    await AT_A_DESK.valid_until(hub)
    const edited = (await exportedCsv(hub)).replace('2091-01-01', '2092-01-01')
    expect(await takeFile(hub, edited)).toMatchObject({ changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ valid_until: '2092-01-01' }])
  })

  it('is taken where it says what the desk has said, and is followed from then on', async () => {
    const hub = await openGym()
    await AT_A_DESK.valid_until(hub)
    expect(await takeFile(hub, FILE.replace('2090-', '2091-'))).toMatchObject({ unchanged: 1 })
    expect(await takeFile(hub, FILE.replace('2090-', '2093-'))).toMatchObject({ changed: 1 })
  })

  it('is taken where a desk took its change back', async () => {
    const hub = await openGym()
    const old = await exportedCsv(hub)
    await change(hub, { valid_until: '2091-01-01' })
    await change(hub, { valid_until: '2090-01-01' })
    expect(await takeFile(hub, old.replace('4711', '4712'))).toMatchObject({ changed: 1 })
  })

  it('is taken where a desk gave a card out since, and takes none back', async () => {
    const hub = await openGym()
    const old = await exportedCsv(hub)
    await ask(hub, 'PUT', `members/${SOFIA}/cards`, { code: 'CARD-2' })
    expect(await takeFile(hub, old.replace('4711', '4712'))).toMatchObject({ changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ credentials: ['CARD-1', 'CARD-2'] }])
  })

  it('may give another name to whom it names by their id', async () => {
    const hub = await openGym()
    expect(await takeFile(hub, FILE.replace('Sofia', 'Sofia Berg'))).toMatchObject({ changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ full_name: 'Sofia Berg' }])
  })
})
