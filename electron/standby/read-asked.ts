import type { PromoteAsked } from '../bridge.ts'
import type { ReadArguments } from '../ipc.ts'

/** Longer than any pairing text, username or password. */
const MAX_CHARACTERS = 300

/** Reads the page's argument of `keepStandby`. */
export const readPairingTyped: ReadArguments<[string]> = ([text, ...more]) =>
  more.length === 0 && isLine(text) ? [text] : null

/** Reads the page's argument of `promoteStandby`. */
export const readPromoteAsked: ReadArguments<[PromoteAsked]> = ([asked, ...more]) => {
  if (more.length > 0 || typeof asked !== 'object' || asked === null) return null
  const { username, password, ...others } = asked as Record<string, unknown>
  if (!isLine(username) || !isLine(password) || Object.keys(others).length > 0) return null
  return [{ username, password }]
}

/** It is typed for a command: a second line would answer what nobody has asked. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_CHARACTERS && !/[\r\n]/.test(value)
}
