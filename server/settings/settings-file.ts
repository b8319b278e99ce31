import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { SettingError } from '../platform/setting-error.ts'

/** The file in the data folder that people and the hub set the gym with. */
export const SETTINGS_FILE = 'settings.json'

/** What the file says, not decoded; nothing where there is none. Throws a SettingError where it cannot be read. */
export function readSettingsFile(dataFolder: string): unknown {
  const path = join(dataFolder, SETTINGS_FILE)
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return {}
    throw new SettingError(`${path} cannot be read.`)
  }
  try {
    return JSON.parse(content)
  } catch {
    throw new SettingError(`${path} is not JSON.`)
  }
}

/** Whether the file is a gym's own: every set-up writes its name. One that was put there before the first start may say other things. */
export function namesGym(dataFolder: string): boolean {
  const content = readSettingsFile(dataFolder)
  return typeof content === 'object' && content !== null && 'gymName' in content
}

/** Sets some of it and leaves the rest as it is, all or nothing. An object is set within: its other fields stay. */
export function changeSettingsFile(dataFolder: string, change: Readonly<Record<string, unknown>>): void {
  const path = join(dataFolder, SETTINGS_FILE)
  const before = readSettingsFile(dataFolder) as Record<string, unknown>
  const content = { ...before }
  for (const [name, value] of Object.entries(change)) content[name] = within(before[name], value)
  writeFileAtomic.sync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
}

function within(before: unknown, value: unknown): unknown {
  const isSettings = (one: unknown): one is object =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
  return isSettings(before) && isSettings(value) ? { ...before, ...value } : value
}
