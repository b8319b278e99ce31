import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { ImportProgress, WatchedLine } from '../../../server/protocol/import-report.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedCsv, openTestFiles, takeFile } from '../../support/hub/members-files.ts'
import { patience } from '../../support/patience.ts'

/** In which some hundred members are taken back. */
const LONG = { timeout: patience(20_000), interval: 100 }

const MANAGER = { id: 'manager', deskId: null }

/** Several pieces of members who come, and one who was here. */
const ROWS = Array.from({ length: 90 }, (_none, at) => `Bo ${at},CARD-${at},900\n`)
const BEFORE = 'full_name,credentials,debt_cents\nAnn,CARD-A,500\n'
const FILE = `full_name,credentials,debt_cents\nAnn,CARD-A,700\n${ROWS.join('')}`

const bytesOf = (csv: string) => ({ bytes: new Uint8Array(Buffer.from(csv)) })

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** A gym with Ann, and what is exported of it. */
async function openGym() {
  const files = await openTestFiles()
  await files.importMembers(bytesOf(BEFORE), MANAGER)
  const exported = () => textOf(files.exportMembers('csv'))
  return { files, exported, before: await exported() }
}

describe('an import', () => {
  it('that is cancelled while it is written leaves nothing, to the byte', async () => {
    const { files, exported, before } = await openGym()
    const wanted = new AbortController()
    const told: ImportProgress[] = []
    const tell = (progress: ImportProgress): void => {
      told.push(progress)
      if (progress.step === 'writing' && progress.count > 50) wanted.abort()
    }
    await expect(
      files.importMembers(bytesOf(FILE), MANAGER, { tell, signal: wanted.signal }),
    ).rejects.toThrow(
      'The import was cancelled. What it had written is taken back: nothing of the file is left.',
    )
    expect(await exported()).toBe(before)
    expect([...new Set(told.map(({ step }) => step))]).toEqual(['looking', 'writing', 'taking_back'])
    expect(await files.importMembers(bytesOf(FILE), MANAGER)).toMatchObject({ added: 90, changed: 1 })
  })

  it('whose hub has ended before it was through is taken back by the next', async () => {
    const { files, exported, before } = await openGym()
    await files.importMembers(bytesOf(FILE), MANAGER)
    expect(await files.takeBackBroken()).toEqual([])
    await files.core.writer.write(({ tx }) =>
      sql`update changes set going_at = at where added = 90`.execute(tx),
    )
    expect(await files.takeBackBroken()).toHaveLength(1)
    expect(await exported()).toBe(before)
    expect(await files.takeBackBroken()).toEqual([])
  })

  it('that was broken off goes before the next one is looked at', async () => {
    const { files } = await openGym()
    await files.importMembers(bytesOf(FILE), MANAGER)
    await files.core.writer.write(({ tx }) =>
      sql`update changes set going_at = at where added = 90`.execute(tx),
    )
    expect(await files.importMembers(bytesOf(FILE), MANAGER)).toMatchObject({ added: 90, changed: 1 })
  })
})

describe('an import over HTTP that is watched', () => {
  const post = (hub: TestHub, body: string, signal?: AbortSignal) =>
    hub.fetch('api/v1/members/import?watched=true', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body,
      ...(signal && { signal }),
    })
  const linesOf = (response: Response) => createInterface({ input: Readable.from(response.body ?? []) })

  it('tells how far it is, and its result at the end', async () => {
    const hub = await startHub()
    const lines: WatchedLine[] = []
    for await (const text of linesOf(await post(hub, FILE))) lines.push(JSON.parse(text) as WatchedLine)
    const steps = lines.flatMap((line) => ('progress' in line ? [line.progress.step] : []))
    expect(new Set(steps)).toEqual(new Set(['looking', 'writing']))
    expect(lines.at(-1)).toMatchObject({ result: { added: 91 } })
  })

  it('says why there is no result', async () => {
    const hub = await startHub()
    const lines: WatchedLine[] = []
    for await (const text of linesOf(await post(hub, 'full_name\n\0\n')))
      lines.push(JSON.parse(text) as WatchedLine)
    expect(lines).toMatchObject([{ error: { code: 'invalid_message', details: { line: 2 } } }])
  })

  it('leaves nothing where whoever asked for it hangs up', async () => {
    const hub = await startHub()
    await takeFile(hub, BEFORE)
    const before = await exportedCsv(hub)
    const wanted = new AbortController()
    const many = Array.from({ length: 400 }, (_none, at) => `Bo ${at},CARD-${at},900\n`).join('')
    const response = await post(hub, `full_name,credentials,debt_cents\n${many}`, wanted.signal)
    await (async () => {
      for await (const text of linesOf(response)) if (text.includes('"writing"')) wanted.abort()
    })().catch(() => undefined)
    await vi.waitFor(async () => {
      const { changes } = (await (await hub.fetch('api/v1/changes')).json()) as {
        changes: { state: string; is_going: boolean }[]
      }
      expect(changes[0]).toMatchObject({ state: 'undone', is_going: false })
    }, LONG)
    expect(await exportedCsv(hub)).toBe(before)
  })
})
