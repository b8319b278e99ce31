/**
 * Every key of the desk's screen, in one place: what listens for a key takes it from here, and the help sheet and
 * docs/receptionist.md say what is here. None can be the first character of a card.
 */
export const KEYS = {
  help: 'F1',
  setUp: 'F2',
  messages: 'Shift+F2',
  find: 'F3',
  sellPass: 'Shift+F3',
  undo: 'F4',
  notices: 'Shift+F4',
  renew: 'F5',
  attach: 'F6',
  bringGuest: 'Shift+F6',
  override: 'F7',
  replaceCard: 'Shift+F7',
  noteRead: 'F8',
  writeNote: 'Shift+F8',
  openMember: 'F9',
  editMember: 'Shift+F9',
  screen: 'F10',
  rollCall: 'F12',
  leave: 'Escape',
} as const

type KeyName = keyof typeof KEYS

/** A line of the help sheet: a key, or a scan, which is no key but comes first. */
export type HelpLine = KeyName | 'scan'

/** The keys by where they work, in the order of the help sheet. */
export const KEY_GROUPS: readonly { where: 'always' | 'result' | 'desk'; lines: readonly HelpLine[] }[] = [
  { where: 'always', lines: ['scan', 'find', 'sellPass'] },
  {
    where: 'result',
    lines: [
      'undo',
      'renew',
      'attach',
      'bringGuest',
      'override',
      'noteRead',
      'writeNote',
      'openMember',
      'editMember',
      'replaceCard',
      'leave',
    ],
  },
  { where: 'desk', lines: ['help', 'setUp', 'messages', 'notices', 'screen', 'rollCall'] },
]

/** How a key is written on a keyboard: `Shift F8`, `Esc`. */
export function keyLabel(key: string): string {
  return key === KEYS.leave ? 'Esc' : key.replace('+', ' ')
}
