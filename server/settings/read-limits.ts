import { SettingError } from '../platform/setting-error.ts'
import { DEFAULT_LIMITS, type HubLimits } from './limits.ts'

/** The hub's limits, with those that were set as NAME=VALUE. Throws a SettingError for a name or a value that is none. */
export function readLimits(given: readonly string[]): HubLimits {
  const limits = { ...DEFAULT_LIMITS }
  for (const setting of given) {
    const [name = '', value = ''] = setting.split('=', 2)
    if (!Object.hasOwn(limits, name) || !/^\d{1,12}$/.test(value)) {
      const names = Object.keys(DEFAULT_LIMITS).join(', ')
      throw new SettingError(`--limit takes NAME=VALUE with a whole number; names are: ${names}.`)
    }
    limits[name as keyof HubLimits] = Number(value)
  }
  return Object.freeze(limits)
}
