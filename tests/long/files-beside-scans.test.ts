import { request } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { VISITS_HEADER } from '../../server/commands/visits/past/visits-file.ts'
import { realEnvironment } from '../../server/platform/clock.ts'
import type { UndonePart } from '../../server/protocol/changes.ts'
import { openDesk } from '../support/client/desk.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { makeData } from '../support/hub/data.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { exportedMembers, openTestFiles, takeFile } from '../support/hub/members-files.ts'
import { xlsxOf } from '../support/hub/xlsx.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** How many scans a desk has answered, one after the other, before the work is done. */
async function scansBeside(hub: TestHub, work: () => Promise<unknown>): Promise<number> {
  const sofia = await addMember(hub)
  const desk = await openDesk(hub)
  const state = { isDone: false }
  const working = work().finally(() => (state.isDone = true))
  let answered = 0
  while (!state.isDone) {
    await desk.ask('scan', { code: sofia.card, mode: answered % 2 === 0 ? 'in' : 'out' })
    answered += 1
  }
  await working
  return answered
}

/** More than any that would be answered before the work begins and after it has ended. */
const SOME_SCANS = 8

describe('an export', () => {
  it('is read a hundred members a turn of the hub', async () => {
    let turns = 0
    const setImmediate = (callback: () => void) => {
      turns += 1
      return realEnvironment.setImmediate(callback)
    }
    const files = await openTestFiles({ ...realEnvironment, setImmediate })
    const rows = Array.from({ length: 250 }, (_, at) => `Member ${at}\n`).join('')
    await files.importMembers(
      { bytes: new Uint8Array(Buffer.from(`full_name\n${rows}`)) },
      { id: 'hub', deskId: null },
    )
    turns = 0
    const pieces: { lines: number; turns: number }[] = []
    for await (const piece of files.exportMembers('csv')) {
      pieces.push({ lines: piece.trim().split('\n').length, turns })
    }
    expect(pieces).toEqual([
      { lines: 1, turns: 0 },
      { lines: 100, turns: 1 },
      { lines: 100, turns: 2 },
      { lines: 50, turns: 3 },
    ])
  })

  it('of thousands is written between the scans of the desks', async () => {
    const folder = temporaryFolder()
    await makeData(folder, 1_500)
    const hub = await startHub({ data: folder, limit: ['framesPerSecond=0'] })
    const answered = await scansBeside(hub, async () => {
      expect(await exportedMembers(hub)).toHaveLength(1_501)
    })
    expect(answered).toBeGreaterThan(SOME_SCANS)
  })
})

const MEMBERS = 3_000

const idOf = (kind: number, number: number): string =>
  `01a20902-753d-7125-bcc${kind}-${String(number).padStart(12, '0')}`

/** A gym whose members came with one file, each with a card and a debt. */
async function startImportedGym(): Promise<TestHub> {
  const hub = await startHub({ limit: ['framesPerSecond=0'] })
  const rows = Array.from({ length: MEMBERS }, (_none, at) => `${idOf(1, at)},Ann ${at},ANN-${at},500\n`)
  const taken = await takeFile(hub, `id,full_name,credentials,debt_cents\n${rows.join('')}`)
  expect(taken).toMatchObject({ added: MEMBERS })
  return hub
}

async function ask<Answer>(hub: TestHub, path: string, body?: string, type = 'application/json') {
  const sent = body !== undefined && { method: 'POST', body, headers: { 'content-type': type } }
  const answer = await hub.fetch(`api/v1/${path}`, { ...sent })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Answer
}

describe('a large file', () => {
  const gym = forWholeFile(startImportedGym)

  it.each([
    ['with the list of members', 'members/list.csv'],
    ['with the ledger', 'ledger.csv'],
    ['that is the archive', 'members/export?format=zip'],
  ])('%s is written between the scans of the desks', async (_what, path) => {
    const answered = await scansBeside(gym(), async () => {
      expect((await (await gym().fetch(`api/v1/${path}`)).arrayBuffer()).byteLength).toBeGreaterThan(20_000)
    })
    expect(answered).toBeGreaterThan(SOME_SCANS)
  })

  it('with visits of the past is taken over between the scans of the desks', async () => {
    const rows = Array.from(
      { length: 2 * MEMBERS },
      (_none, at) =>
        `${idOf(2, at)},${idOf(1, at % MEMBERS)},2025-01-01T10:00:00Z,2025-01-01T11:00:00Z,Main,,,person\n`,
    )
    const answered = await scansBeside(gym(), async () => {
      const taken = await ask(gym(), 'visits/import', `${VISITS_HEADER}${rows.join('')}`, 'text/csv')
      expect(taken).toMatchObject({ added: rows.length })
    })
    expect(answered).toBeGreaterThan(SOME_SCANS)
  })
})

describe('an import that was a mistake', () => {
  it('is taken back between the scans of the desks', async () => {
    const hub = await startImportedGym()
    const [change] = (await ask<{ changes: { id: string }[] }>(hub, 'changes')).changes
    const answered = await scansBeside(hub, async () => {
      for (let next: string | null = ''; next !== null;)
        next = (await ask<UndonePart>(hub, `changes/${change!.id}/undo`, '{}')).next
    })
    expect(answered).toBeGreaterThan(SOME_SCANS)
    expect(await exportedMembers(hub)).toHaveLength(1)
  })
})

describe('a file that is refused at its end', () => {
  it.each([
    [
      'of megabytes',
      `full_name,note\n${`Ann,${'x'.repeat(1_900)}\n`.repeat(4_000)}Bob,\0\n`,
      'Line 4002: note has a zero byte',
    ],
    ['of more rows than a gym has', `full_name,phone\n${',\n'.repeat(1_000_001)}`, 'at most 1000000 rows'],
    [
      'that is a spreadsheet, which is read as a whole,',
      Buffer.from(
        xlsxOf({
          Members: [['full_name'], ...Array.from({ length: 8_000 }, (_none, at) => [`Ann ${at}`]), ['-']],
        }),
      ),
      'Line 8002: full_name',
    ],
    ['of blank lines without end', `full_name\n${'\n'.repeat(4_100_000)}`, 'at most 4000000 lines'],
  ])('%s is read between the scans of the desks', async (_what, file, sentence) => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const answered = await scansBeside(hub, async () => {
      expect((await takeFile(hub, file)).refused).toContain(sentence)
    })
    expect(answered).toBeGreaterThan(SOME_SCANS)
    expect(await exportedMembers(hub)).toHaveLength(1)
  })
})

describe('the bytes of members files', () => {
  it('are refused beyond their bound, whether it was said before or not', async () => {
    const hub = await startHub({ limit: ['maxMembersFileBytes=1000'] })
    const body = new Blob([`full_name\n${'x'.repeat(1_000)}\n`]).stream()
    const headers = { 'content-type': 'text/csv' }
    const init = { method: 'POST', body, headers, duplex: 'half' }
    const response = await hub.fetch('api/v1/members/import', init)
    expect(response.status).toBe(413)
  })

  it('are bounded in all: what waits for its end leaves no room for more', async () => {
    const hub = await startHub({ limit: ['maxMembersFileBytes=1000'] })
    const headers = { authorization: `Bearer ${await hub.token('manager')}`, 'content-type': 'text/csv' }
    const unfinished = request(new URL('api/v1/members/import', hub.http), { method: 'POST', headers })
    const answered = new Promise<number | undefined>((resolve) =>
      unfinished.once('response', (response) => resolve(response.statusCode)),
    )
    unfinished.write(`full_name\n${'x'.repeat(100)}\n`.padEnd(600, '\n'))
    const other = `full_name\n${'y'.repeat(100)}\n`.padEnd(600, '\n')
    await vi.waitFor(async () =>
      expect((await takeFile(hub, other)).refused).toBe('Other files are being imported. Try again later.'),
    )
    unfinished.end()
    expect(await answered).toBe(200)
    expect(await takeFile(hub, other)).not.toHaveProperty('refused')
  })
})
