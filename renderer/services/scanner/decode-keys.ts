import { characterOf, type PhysicalKey } from './keyboard-layouts.ts'
import type { ReaderProfile } from './reader-profile.ts'

/** A key that may be part of a code: where it lies, and what the PC made of it. */
export interface CodeKey extends PhysicalKey {
  /** `KeyboardEvent.key`. */
  key: string
}

/** What a stretch of keys at a reader's speed was: a code, or two readers that typed into each other. */
export type Read = { is: 'code'; code: string } | { is: 'ambiguous'; typed: string }

/** Keys of which the PC does not say what they write: a dead key, one that an input method took, one without a name. */
const NAMELESS = new Set(['Dead', 'Process', 'Unidentified'])

/** Keys of the keypad: without NumLock the PC makes arrows of them, and a reader means digits. */
const KEYPAD = /^Numpad\d$/

/** Characters that codes on cards are made of. */
const LIKELY_CODE = /^[A-Za-z0-9+/=_.:-]+$/

/** What the keys say, without what the reader puts around it. */
export function readKeys(keys: readonly CodeKey[], profile: ReaderProfile): Read {
  const code = withoutAround(textOf(keys, profile.layout), profile)
  return isPlausible(code, profile) ? { is: 'code', code } : { is: 'ambiguous', typed: code }
}

/** The characters of the keys as a reader set to `layout` meant them. */
export function textOf(keys: readonly CodeKey[], layout: ReaderProfile['layout']): string {
  const typed = keys.map(typedOf).join('')
  if (layout === 'as-typed') return typed
  const meant = keys
    .map((key) => characterOf(layout === 'auto' ? 'us' : layout, key) ?? typedOf(key))
    .join('')
  if (layout !== 'auto') return meant
  return !LIKELY_CODE.test(typed) && LIKELY_CODE.test(meant) ? meant : typed
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

function withoutAround(text: string, { prefix, suffix }: ReaderProfile): string {
  const from = prefix !== '' && text.startsWith(prefix) ? prefix.length : 0
  const isEnded = suffix !== '' && text.length > from + suffix.length && text.endsWith(suffix)
  return text.slice(from, isEnded ? text.length - suffix.length : undefined)
}

function isPlausible(code: string, { lengths, pattern }: ReaderProfile): boolean {
  if (lengths !== null && (code.length < lengths[0] || code.length > lengths[1])) return false
  return pattern === null || new RegExp(`^(?:${pattern})$`, 'u').test(code)
}
