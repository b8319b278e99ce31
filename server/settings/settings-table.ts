import { GYM_SETTINGS } from './gym-settings.ts'
import type { Decoded } from './setting.ts'
import { START_SETTINGS } from './start-settings.ts'

/** All that can be set. A new setting is one row, and its use. */
export const SETTINGS = { ...START_SETTINGS, ...GYM_SETTINGS }

export type DecodedSettings = Decoded<typeof SETTINGS>

type StartSetting = (typeof START_SETTINGS)[keyof typeof START_SETTINGS]

/** What the command line said, by the long name of each option; repeated ones as lists. */
export type GivenOptions = {
  [Row in StartSetting as Row['flag']]?: Row extends { isList: true }
    ? readonly string[]
    : Row extends { takes: string }
      ? string
      : boolean
}
