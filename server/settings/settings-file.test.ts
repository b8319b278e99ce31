import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { HAS_FILE_MODES } from '../../tests/support/system.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { changeSettingsFile } from './settings-file.ts'

it.skipIf(!HAS_FILE_MODES)(
  'is changed where something is set, the rest stays, and it is for this user alone',
  () => {
    const folder = temporaryFolder()
    const path = join(folder, 'settings.json')
    writeFileSync(path, '{"capacity": 80, "lan": {"port": 9443}}', { mode: 0o644 })
    changeSettingsFile(folder, { gymName: 'Ours', lan: { on: true } })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      capacity: 80,
      gymName: 'Ours',
      lan: { port: 9443, on: true },
    })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  },
)
