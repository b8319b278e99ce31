import { OPTIONS } from '../settings/command-line.ts'
import { SettingError } from '../settings/setting-error.ts'

/**
 * Switches of Chromium that an installed desk may be started with: they choose how the screen is drawn and where the system
 * keeps secrets. All others are refused, because among them are debuggers, other profiles, extensions and the end of the sandbox.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  ...[
    'force-device-scale-factor',
    'high-dpi-support',
    'disable-gpu',
    'ozone-platform',
    'ozone-platform-hint',
  ],
  ...['touch-events', 'lang', 'password-store'],
  // An installer starts the new version with it.
  'updated',
])

/**
 * Throws a SettingError for the first switch that an installed desk is not started with. Chromium reads `-name` and, on Windows,
 * `/name` as switches too.
 */
export function refuseSwitches(given: readonly string[], platform: NodeJS.Platform): void {
  const refused = given.find((word) => !isAllowed(word, platform))
  if (refused === undefined) return
  throw new SettingError(`An installed desk cannot be started with ${nameOf(refused)}.`)
}

function isAllowed(word: string, platform: NodeJS.Platform): boolean {
  const prefix = platform === 'win32' ? /^(?:--?|\/)(?=[a-z])/i : /^--?/
  const [name = ''] = word.replace(prefix, '').split('=')
  const isSwitch = prefix.test(word)
  return !isSwitch || (word.startsWith('--') && (Object.hasOwn(OPTIONS, name) || HARMLESS.has(name)))
}

/** Without its value, which may be a path of somebody's. */
function nameOf(word: string): string {
  return word.split('=')[0] ?? word
}
