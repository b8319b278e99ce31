import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
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
