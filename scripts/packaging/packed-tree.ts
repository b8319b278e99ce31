import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'

/** The systems whose trees are looked at. */
export type Target = 'linux' | 'win32'

/** A packed app: what electron-builder leaves before it makes an installer of it. */
export interface PackedTree {
  target: Target
  folder: string
  executable: string
  asar: string
  /** Every file of the app, by its path in the archive with slashes, sorted. */
  files: readonly PackedFile[]
}

interface PackedFile {
  path: string
  bytes: number
  /** It lies beside the archive, where the system can load it. */
  isUnpacked: boolean
  /** SHA-256 of its content. */
  hash: string
}

export function readTree(target: Target, folder: string): PackedTree {
  const asar = join(folder, 'resources/app.asar')
  const executable = join(folder, target === 'win32' ? 'frontdesk.exe' : 'frontdesk')
  const files = listPackage(asar, { isPack: false })
    .map((path) => path.slice(1).replaceAll('\\', '/'))
    .sort()
    .flatMap((path) => readEntry(asar, path))
  return { target, folder, executable, asar, files }
}

function readEntry(asar: string, path: string): PackedFile[] {
  const entry = statFile(asar, path)
  if (!('size' in entry)) return []
  const content = extractFile(asar, path)
  const hash = createHash('sha256').update(content).digest('hex')
  return [{ path, bytes: content.length, isUnpacked: entry.unpacked, hash }]
}

/** One line a file, the same for the same app: who builds it again can compare. */
export function fileList({ files }: PackedTree): string {
  return files.map(({ path, bytes, hash }) => `${hash}  ${bytes}  ${path}\n`).join('')
}

/** What Electron compares the archive with: SHA-256 of its header. */
export function headerHash(asar: string): string {
  return createHash('sha256').update(getRawHeader(asar).headerString).digest('hex')
}

/** All that is beside the archive and not in it, by path with slashes. */
export function looseFiles({ asar }: PackedTree): string[] {
  const unpacked = `${asar}.unpacked`
  return globSync('**/*', { cwd: unpacked })
    .filter((path) => statSync(join(unpacked, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

/** Bytes of the archive and of what is beside it. */
export function bytesOnDisk(tree: PackedTree): number {
  const loose = looseFiles(tree).map((path) => statSync(join(`${tree.asar}.unpacked`, path)).size)
  return statSync(tree.asar).size + loose.reduce((sum, bytes) => sum + bytes, 0)
}

/** What the packed executable has under a text of ours. */
export function executableContains({ executable }: PackedTree, text: string): boolean {
  return readFileSync(executable).includes(text)
}
