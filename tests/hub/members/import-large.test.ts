import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { MAX_PLANS_BYTES } from '../../../server/hub/archive-history.ts'
import { openFileApart, openTableApart } from '../../../server/hub/read-file-apart.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('a file that is large enough for a thread of its own is taken over by the command line, whole', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'members.csv')
  const rows = Array.from({ length: 2_000 }, (_, index) => `Anna Berg ${index},CARD-${index}\n`)
  writeFileSync(file, `full_name,credentials\n${rows.join('')}`)
  const { code, out } = await commandHere(['members', 'import', file, '--data', join(folder, 'data')])
  expect({ code, out }).toEqual({ code: 0, out: '2000 members added, 0 changed\n' })
})

it.each([
  ['CSV', 'full_name', 'Split it into several files'],
  ['spreadsheet', 'PK\u0003\u0004', 'Save the sheet with the members as CSV'],
])(
  'a %s that takes more memory than its thread has is told what to do with it',
  async (_kind, start, says) => {
    const bytes = new TextEncoder().encode(start + '\n'.repeat(64 * 1024))
    const reader = openFileApart({ bytes }, undefined, {
      maxOldGenerationSizeMb: 6,
      maxYoungGenerationSizeMb: 1,
    })
    await expect(reader.read()[Symbol.asyncIterator]().next()).rejects.toThrow(says)
    await reader.close()
  },
)

it.each([
  ['a text of a few lines', 'full_name\nAnna Berg\n', 0],
  ['a text of many lines', `full_name\n${'Anna Berg\n'.repeat(10_000)}`, 1],
  ['a spreadsheet, however small,', 'PK\u0003\u0004', 1],
])('%s is read in the right thread', async (_what, text, threads) => {
  let started = 0
  const count = (): void => void (started += 1)
  process.on('worker', count)
  onTestFinished(() => void process.off('worker', count))
  const reader = openFileApart({ bytes: new TextEncoder().encode(text) })
  await reader.close()
  expect(started).toBe(threads)
})

const first = (reader: ReturnType<typeof openFileApart>) => reader.read()[Symbol.asyncIterator]().next()

/** As large as a file may be: read as a whole, each would end the hub. */
const MOST_BYTES = 60_000_000

it.each([
  ['lists in a list', '[', '[],', '[]]', 'has no list of members'],
  ['more than a million members', '[', '{"a":1},', '{}]', 'at most 1000000 rows'],
  ['something else before its list', '{"meta":[', '{},', '{}],"results":[]}', 'longer than 1000000 bytes'],
])('a JSON file of %s is refused, and ends nobody', async (_what, start, piece, end, sentence) => {
  const text = start + piece.repeat((MOST_BYTES - 100) / piece.length) + end
  const reader = openFileApart({ bytes: new TextEncoder().encode(text) })
  await expect(first(reader)).rejects.toThrow(sentence)
  await reader.close()
})

it('plans of nothing, as many as an archive may have, are refused, and end nobody', async () => {
  const bytes = new TextEncoder().encode(`{"plans":[${'{},'.repeat((MAX_PLANS_BYTES - 20) / 3)}{}]}`)
  const reader = openTableApart({ bytes }, 'plans')
  await expect(reader.read()[Symbol.asyncIterator]().next()).rejects.toThrow('at most 2000')
  await reader.close()
})

it('a file whose thread says nothing is refused after a while, and its thread ends', async () => {
  const bytes = new TextEncoder().encode(`full_name\n${'Anna Berg\n'.repeat(10_000)}`)
  const reader = openFileApart({ bytes }, undefined, { answersWithinMs: 1 })
  await expect(first(reader)).rejects.toThrow('Split it into several files')
  await reader.close()
})
