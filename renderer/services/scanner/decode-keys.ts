import { aimOf, withoutAim } from '../../../server/domain/credential-code.ts'
import { characterOf, type PhysicalKey } from './keyboard-layouts.ts'
import type { ReaderProfile } from './reader-profile.ts'

/** A key that may be part of a code: where it lies, and what the PC made of it. */
export interface CodeKey extends PhysicalKey {
  /** `KeyboardEvent.key`. */
  key: string
}

/** What a stretch of keys at a reader's speed was: a code, or two readers that typed into each other. */
export type Read = CodeOfKeys | { is: 'ambiguous'; typed: string }

interface CodeOfKeys {
  is: 'code'
  code: string
  /** True where other characters stand around it than the set-up has learned: some of them may be no part of the card's code. */
  differs?: true
}

/** Keys of which the PC does not say what they write: a dead key, one that an input method took, one without a name. */
const NAMELESS = new Set(['Dead', 'Process', 'Unidentified'])

/** Keys of the keypad: without NumLock the PC makes arrows of them, and a reader means digits. */
const KEYPAD = /^Numpad\d$/

/** Characters that codes on cards are made of. */
const LIKELY_CODE = /^[A-Za-z0-9+/=_.:-]+$/

/** What the keys say, without what the reader puts around it. An AIM id stays: the hub knows which card it belongs to. */
export function readKeys(keys: readonly CodeKey[], profile: ReaderProfile): Read {
  const { code, differs } = withoutAround(textOf(keys, profile.layout), profile)
  if (!isPlausible(code, profile)) return { is: 'ambiguous', typed: code }
  return { is: 'code', code, ...(differs && { differs }) }
}

/** The characters of the keys as a reader set to `layout` meant them. */
export function textOf(keys: readonly CodeKey[], layout: ReaderProfile['layout']): string {
  const typed = keys.map(typedOf).join('')
  if (layout === 'as-typed') return typed
  const meant = keys
    .map((key) => characterOf(layout === 'auto' ? 'us' : layout, key) ?? typedOf(key))
    .join('')
  if (layout !== 'auto') return meant
  return !isLikelyCode(typed) && isLikelyCode(meant) ? meant : typed
}

function isLikelyCode(text: string): boolean {
  return LIKELY_CODE.test(withoutAim(text))
}

/** True for a key that writes something: by its character, or by its place where the PC does not tell that. */
export function isWriting(key: CodeKey): boolean {
  return typedOf(key) !== ''
}

/** True for a key of which nobody can tell what it meant. */
export function saysNothing(key: CodeKey): boolean {
  return (NAMELESS.has(key.key) || key.code.startsWith('Numpad')) && !isWriting(key)
}

function typedOf({ key, ...place }: CodeKey): string {
  if (isCharacter(key)) return key
  const isByPlace = NAMELESS.has(key) || KEYPAD.test(place.code)
  return (isByPlace ? characterOf('us', place) : null) ?? ''
}

function isCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && key.codePointAt(0) !== key.charCodeAt(0))
}

/** Codes on cards begin with a letter or a digit; what begins with a sign has more likely something before it. */
const BEGINS_AS_CODE = /^[\p{L}\p{N}]/u

function withoutAround(text: string, { prefix, suffix }: ReaderProfile): { code: string; differs: boolean } {
  const bare = withoutPrefix(text, prefix)
  const begun = bare ?? text
  const isEnded = begun.length > suffix.length && begun.endsWith(suffix)
  const code = isEnded ? begun.slice(0, begun.length - suffix.length) : begun
  return { code, differs: bare === null || !isEnded || !BEGINS_AS_CODE.test(withoutAim(code)) }
}

/**
 * The text without the prefix, or null where it does not begin with it. An AIM id in the prefix is that of the test code: a card of
 * another kind has another one, which stays.
 */
function withoutPrefix(text: string, prefix: string): string | null {
  if (text.startsWith(prefix)) return text.slice(prefix.length)
  const at = prefix.indexOf(']')
  const learned = aimOf(prefix.slice(at))
  const given = aimOf(text.slice(at))
  if (learned === '' || given === '') return null
  const asLearned = `${text.slice(0, at)}${learned}${text.slice(at + given.length)}`
  return asLearned.startsWith(prefix) ? `${given}${asLearned.slice(prefix.length)}` : null
}

function isPlausible(code: string, { lengths, pattern }: ReaderProfile): boolean {
  if (lengths !== null && (code.length < lengths[0] || code.length > lengths[1])) return false
  return pattern === null || new RegExp(`^(?:${pattern})$`, 'u').test(code)
}
