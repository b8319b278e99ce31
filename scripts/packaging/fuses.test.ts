import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { afterPack } from './after-pack.ts'
import { ALL_FUSES, FUSE_CONFIG, FUSES } from './fuses.ts'
import { writeStandinDist } from './standin-dist.ts'

test('every fuse is named, and one that Electron adds stops the build', () => {
  expect(Object.keys(FUSES).map(Number)).toEqual(ALL_FUSES)
  expect(FUSE_CONFIG.strictlyRequireAllFuses).toBe(true)
})

test('no way leads to Node: not by the environment, not by the command line, not by another folder', () => {
  expect(FUSES).toMatchObject({
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
})

test.each([
  ['linux', 'electron'],
  ['win32', 'electron.exe'],
] as const)('a packed tree for %s has them, whatever they were', async (platform, executable) => {
  const folder = temporaryFolder()
  writeStandinDist(folder, platform, '45.4.1')
  chmodSync(join(folder, executable), 0o755)
  const appInfo = { productFilename: 'electron' }
  const packager = { appInfo, executableName: 'electron' }
  await afterPack({ appOutDir: folder, electronPlatformName: platform, packager } as never)
  const wire = await getCurrentFuseWire(join(folder, executable))
  for (const option of ALL_FUSES) {
    expect(wire[option]).toBe(FUSES[option] ? FuseState.ENABLE : FuseState.DISABLE)
  }
})
