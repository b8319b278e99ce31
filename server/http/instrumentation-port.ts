import type { Exposition } from '../observe/exposition.ts'
import type { LogLevel } from '../observe/log-levels.ts'
import type { CpuProfile } from '../observe/profile.ts'
import type { SwitchedLevel } from '../observe/level-switch.ts'

/** What the HTTP addresses need for whoever looks inside the hub. */
export interface InstrumentationPort {
  /** Of this build. */
  version: string
  exposition: Pick<Exposition, 'contentType' | 'text'>
  /** One request's whole life; null where nothing is known of it. */
  trace: (requestId: string) => Promise<object | null>
  setLogLevel: (level: LogLevel) => SwitchedLevel
  /** Takes so many seconds; throws where one is being taken. */
  profile: (seconds: number) => Promise<CpuProfile>
}
