import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFileApart } from '../../../server/hub/read-file-apart.ts'
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
