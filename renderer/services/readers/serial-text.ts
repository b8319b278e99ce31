import { withoutAim } from '../../../server/domain/credential-code.ts'

/** The longest code worth keeping of a reader that never ends one. */
const MAX_CHARACTERS = 4_096

/** Between codes: line ends, tabs, and the frame that some readers put around each. */
// eslint-disable-next-line no-control-regex -- STX and ETX are what is meant.
const ENDS = /[\r\n\t\u0002\u0003]+/

/** Whole codes in what a serial reader has sent, and what may be the beginning of the next. Pure. */
export function takeText(pending: string, text: string): { pending: string; codes: string[] } {
  const parts = (pending + text).split(ENDS)
  const last = parts.pop() ?? ''
  return { pending: last.slice(0, MAX_CHARACTERS), codes: parts.map(withoutAim).filter(Boolean) }
}

/** The code that silence has ended, or null where nothing was sent. */
export function afterSilence(pending: string): string | null {
  return withoutAim(pending) || null
}
