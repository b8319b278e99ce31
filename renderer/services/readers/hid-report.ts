/**
 * The report in which readers in HID-POS mode send what they read (report 2, 63 bytes; the same for Honeywell, Zebra,
 * Datalogic and Newland): length, AIM identifier of three characters (`]C0` is Code 128), characters, and in the last byte
 * whether more of the same code follows. Some makers put one byte more before the identifier.
 */
export const SCANNED_DATA_REPORT = 2

const AIM_BEGINS = 0x5d
const AIM_CHARACTERS = 3
const MORE_FOLLOWS_AT = 62

/** The longest code worth keeping of a reader that never says its end. */
const MAX_CHARACTERS = 4_096

/** What has come of a code so far, and the code where it is whole. */
export interface HidProgress {
  pending: string
  code: string | null
}

/** Takes one report; `pending` is what the reports before it left. Pure. */
export function takeReport(pending: string, data: DataView): HidProgress {
  if (data.byteLength === 0) return { pending, code: null }
  const length = data.getUint8(0)
  const from = textBegin(data)
  const isWhole = data.byteLength <= MORE_FOLLOWS_AT || data.getUint8(MORE_FOLLOWS_AT) === 0
  const text = (pending + textOf(data, from, length)).slice(0, MAX_CHARACTERS)
  if (!isWhole) return { pending: text, code: null }
  const code = withoutLineEnd(text)
  return { pending: '', code: code === '' ? null : code }
}

/** Where the characters begin: behind the identifier, or right behind the length where there is none. */
function textBegin(data: DataView): number {
  for (const at of [1, 2]) {
    if (at < data.byteLength && data.getUint8(at) === AIM_BEGINS) return at + AIM_CHARACTERS
  }
  return 1
}

function textOf(data: DataView, from: number, length: number): string {
  const end = Math.min(from + length, data.byteLength, MORE_FOLLOWS_AT)
  let text = ''
  for (let at = from; at < end; at += 1) text += String.fromCharCode(data.getUint8(at))
  return text
}

const withoutLineEnd = (text: string): string => text.replace(/[\r\n\t]+$/, '')
