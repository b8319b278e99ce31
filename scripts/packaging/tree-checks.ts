import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { ALL_FUSES, FUSES } from './fuses.ts'
import { listBundled } from './licences.ts'
import { bytesOnDisk, executableContains, headerHash, looseFiles, type PackedTree } from './packed-tree.ts'
import { isForDevelopers, listShippedPackages } from './shipped-packages.ts'

/**
 * The app without Electron. SQLite and Argon2 are 3 MB of it, the updater is 1 MB, the rest is script; more than this is something
 * we did not mean.
 */
const MAX_APP_BYTES = 22 * 1024 * 1024

/** The name that a system has in the names of binaries. */
const SQLITE_BINARY = { linux: 'linux-x64', win32: 'win32-x64' }
const ARGON2_PACKAGE = { linux: 'argon2-linux-x64-gnu', win32: 'argon2-win32-x64-msvc' }

/** What must be true of a packed tree. Each answers with what is wrong: nothing where all is right. */
export const TREE_CHECKS: Readonly<Record<string, (tree: PackedTree) => string[] | Promise<string[]>>> = {
  'holds what was built, the packages that it needs, and nothing else': strangers,
  'holds no sources, no tests, no maps': sources,
  'holds every package of the hub': missingPackages,
  'holds the binaries of its own system, beside the archive': binaries,
  'is as small as it was': size,
  'has every fuse as it is named': fuses,
  'knows the hash of its archive (Windows; on Linux Electron has no such check)': integrity,
  'holds the licence texts of all that is shipped': licences,
}

const OWN = /^(?:package\.json|out\/(?:main|preload|renderer)\/[^.][^/]*(?:\/[^/]+)*)$/

function strangers({ files }: PackedTree): string[] {
  const names = new Set(listShippedPackages().map(({ name }) => name))
  return files.map(({ path }) => path).filter((path) => !OWN.test(path) && !names.has(packageOf(path)))
}

/** The name of the package that a file belongs to; electron-builder lays them out in its own way. */
function packageOf(path: string): string {
  return /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? ''
}

function sources({ files }: PackedTree): string[] {
  return files.map(({ path }) => path).filter(isForDevelopers)
}

function missingPackages({ files }: PackedTree): string[] {
  const packed = new Set(files.map(({ path }) => packageOf(path)))
  const needed = listShippedPackages().filter(({ isOptional }) => !isOptional)
  return needed.map(({ name }) => name).filter((name) => !packed.has(name))
}

function binaries(tree: PackedTree): string[] {
  const isHost = tree.target === process.platform
  const expected = [
    `node_modules/better-sqlite3/prebuilds/${SQLITE_BINARY[tree.target]}.node`,
    // npm installs Argon2 for the system it runs on only: a real package is built on its own.
    ...(isHost ? [`node_modules/@node-rs/${ARGON2_PACKAGE[tree.target]}/`] : []),
  ]
  const found = tree.files.filter(({ path }) => path.endsWith('.node'))
  const isExpected = (path: string): boolean => expected.some((start) => path.startsWith(start))
  return [
    ...found.filter(({ path }) => !isExpected(path)).map(({ path }) => `${path} is of another system`),
    ...expected
      .filter((start) => !found.some(({ path }) => path.startsWith(start)))
      .map((start) => `${start} is missing`),
    ...found.filter(({ isUnpacked }) => !isUnpacked).map(({ path }) => `${path} is inside the archive`),
    ...looseFiles(tree)
      .filter((path) => !path.endsWith('.node'))
      .map((path) => `${path} is outside the archive`),
  ]
}

function size(tree: PackedTree): string[] {
  const bytes = bytesOnDisk(tree)
  return bytes <= MAX_APP_BYTES ? [] : [`${bytes} bytes, ${MAX_APP_BYTES} allowed`]
}

async function fuses({ executable }: PackedTree): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable)
  const wrong = ALL_FUSES.filter(
    (option) => wire[option] !== (FUSES[option] ? FuseState.ENABLE : FuseState.DISABLE),
  )
  return wrong.map((option) => `${FuseV1Options[option]} is not as it must be`)
}

function integrity(tree: PackedTree): string[] {
  if (tree.target !== 'win32' || executableContains(tree, headerHash(tree.asar))) return []
  return ['the executable does not name the hash of app.asar']
}

function licences({ folder }: PackedTree): string[] {
  const texts = ['licences/hub.txt', 'licences/desk.txt', 'licences/LICENSE.txt'].map((name) =>
    join(folder, 'resources', name),
  )
  const missing = texts.filter((path) => !existsSync(path))
  if (missing.length > 0) return missing
  const content = texts.map((path) => readFileSync(path, 'utf8')).join('\n')
  const named = [...listShippedPackages().filter(({ isOptional }) => !isOptional), ...listBundled()]
  return named
    .filter(
      ({ name, version }) =>
        !content.includes(`${name}@${version}`) && !content.includes(`${name} ${version}`),
    )
    .map(({ name, version }) => `no text of ${name} ${version}`)
}
