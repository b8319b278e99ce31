import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../project.ts'

/** A package of the lock file that an installed desk has as a folder. */
export interface ShippedPackage {
  name: string
  version: string
  /** Only some systems have it: its binary is for one. */
  isOptional: boolean
}

interface LockedPackage {
  version?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
}

/** The developers' own Node. */
const RUNTIME = /^node_modules\/node-(?:linux|win)-/

/** What the lock file has for the hub at work, without what only developers need. */
export function listShippedPackages(): ShippedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return Object.entries(packages)
    .filter(
      ([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional && !RUNTIME.test(folder),
    )
    .map(([folder, { version = '', optional = false }]) => {
      const name = folder.split('node_modules/').at(-1) ?? ''
      return { name, version, isOptional: optional }
    })
}

/** What developers have beside what runs: sources, maps, tests, papers. */
const FOR_DEVELOPERS =
  /\.(?:[cm]?ts|tsx|map|c|cc|cpp|h|gyp)$|(?:^|\/)(?:tests?|__tests__|examples?|bench(?:marks?)?|docs|\.github)\/|\.(?:test|spec)\.[cm]?js$|(?:^|\/)\.env/

/** Whether a file of a package, by its path with slashes, is not for those who run it. */
export function isForDevelopers(path: string): boolean {
  return FOR_DEVELOPERS.test(path)
}
