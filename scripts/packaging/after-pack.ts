import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'
import { FUSE_CONFIG } from './fuses.ts'

/** Called by electron-builder for each packed tree, before it is signed. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  await flipFuses(join(context.appOutDir, executableOf(context)), FUSE_CONFIG)
}

function executableOf({ electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'win32') return `${productFilename}.exe`
  if (electronPlatformName === 'darwin') return `${productFilename}.app`
  // Only the packager of Linux has a name of its own for it.
  return (packager as typeof packager & { executableName: string }).executableName
}
