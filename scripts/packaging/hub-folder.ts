import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../project.ts'
import { isForDevelopers } from './shipped-packages.ts'

/** Packages that the shell has for its updates: a hub alone does not load them. */
const OF_THE_SHELL = ['electron-updater', 'builder-util-runtime']

/** What is built for the shell, beside the hub, and the list that the licence texts are made from. */
const NOT_THE_HUBS = /^(?:(?:main|hub-utility)\.js|licences\.json)$/

/** SQLite for other systems. */
const OF_OTHER_SYSTEMS = new RegExp(`/prebuilds/(?!${process.platform}-${process.arch}\\.node$)[^/]+$`)

/**
 * Makes a folder that a hub runs from without Electron and without this checkout: what was built, and the packages that it needs.
 * What is there before is removed.
 */
export function writeHubFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  for (const file of ['package.json', 'LICENSE', 'out/renderer']) copy(file, folder)
  for (const file of readdirSync(join(ROOT, 'out/main'))) {
    if (!NOT_THE_HUBS.test(file)) copy(`out/main/${file}`, folder)
  }
  for (const path of neededPackages()) copy(path, folder)
}

function copy(path: string, folder: string): void {
  const isNeeded = (from: string): boolean => {
    const file = relative(ROOT, from).replaceAll('\\', '/')
    return !isForDevelopers(file) && !OF_OTHER_SYSTEMS.test(file)
  }
  cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: isNeeded })
}

interface Manifest {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Folders of the packages that the hub needs on this system, as they are installed. */
function neededPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Manifest>
  }
  const needed = new Set<string>()
  const need = (name: string, by: string): void => {
    const path = foldersAbove(by)
      .map((folder) => `${folder}node_modules/${name}`)
      .find((candidate) => candidate in packages)
    // Binaries of other systems are not installed.
    if (path === undefined || needed.has(path) || !existsSync(join(ROOT, path))) return
    needed.add(path)
    const { dependencies, optionalDependencies } = packages[path] ?? {}
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) need(next, `${path}/`)
  }
  const own = Object.keys(packages['']?.dependencies ?? {}).filter((name) => !OF_THE_SHELL.includes(name))
  for (const name of own) need(name, '')
  return [...needed]
}

/** Where Node looks for a package that one in this folder asks for: in it, then further up. */
function foldersAbove(folder: string): string[] {
  if (folder === '') return ['']
  const above = folder.slice(0, folder.lastIndexOf('node_modules/'))
  return [folder, ...foldersAbove(above)]
}
