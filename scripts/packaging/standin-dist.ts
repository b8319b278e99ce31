import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { FUSES } from './fuses.ts'

/** What finds the fuses in an executable, and the version of what follows it. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE_VERSION = 1

const RAW_DATA = 10
const ENGLISH = { lang: 0x409, codepage: 1200 }

const FILES = [
  ...['icudtl.dat', 'LICENSE', 'LICENSES.chromium.html', 'resources.pak', 'snapshot_blob.bin'],
  ...['v8_context_snapshot.bin', 'locales/en-US.pak', 'locales/de.pak'],
]

/**
 * Writes a folder that electron-builder takes for an unpacked Electron, where the real one cannot be had: files of the right
 * names, and an executable that does nothing but has fuses, each set to the opposite of what ours must be. It proves what is
 * packed, and nothing of how it runs.
 */
export function writeStandinDist(folder: string, platform: 'linux' | 'win32', version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  for (const name of FILES) writeFileSync(join(folder, name), name)
  writeFileSync(join(folder, 'version'), version)
  if (platform === 'win32') writeFileSync(join(folder, 'electron.exe'), windowsExecutable())
  else writeScripts(folder)
}

function writeScripts(folder: string): void {
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(folder, name), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n# '), fuseWire()]))
    chmodSync(join(folder, name), 0o755)
  }
}

/** The smallest executable that has a version, an icon's place and the fuses, as data. */
function windowsExecutable(): Buffer {
  const executable = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(executable)
  const version = Resource.VersionInfo.createEmpty()
  version.setFileVersion(1, 0, 0, 0, ENGLISH.lang)
  version.setStringValues(ENGLISH, { ProductName: 'Stand-in', FileDescription: 'Stand-in' })
  version.outputToResourceEntries(resources.entries)
  resources.entries.push({ type: RAW_DATA, id: 1, ...ENGLISH, bin: bytesOf(fuseWire()) })
  resources.outputResource(executable)
  return Buffer.from(executable.generate())
}

function fuseWire(): Buffer {
  const states = Object.values(FUSES).map((isOn) => (isOn ? '0' : '1'))
  return Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([WIRE_VERSION, states.length]),
    Buffer.from(states.join('')),
  ])
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
