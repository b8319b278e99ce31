import { problem } from '../protocol/errors.ts'

/** NIST SP 800-63B asks for 8 at least and no rules of composition; 12 because there is no second factor. */
const MIN_PASSWORD_CHARACTERS = 12

/** Far beyond a sentence; longer ones only cost us time. */
export const MAX_PASSWORD_CHARACTERS = 128

/** A million PINs, of which five may be tried in a row. */
const PIN_DIGITS = 6

const USERNAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/

/** The name of an account as it is kept: lower case, no spaces around it. Throws `invalid_message`. */
export function readUsername(typed: string): string {
  const username = meantUsername(typed)
  if (USERNAME.test(username)) return username
  throw problem(
    'username_form',
    'A username has 1 to 64 characters: letters (a to z), digits, dots, hyphens, underscores or @.',
  )
}

/** The account that was meant, whether there can be one or not. */
export function meantUsername(typed: string): string {
  return typed.trim().toLowerCase()
}

/** Throws `invalid_message` with a sentence for people where a password is too easy to guess. */
export function requireGoodPassword(password: string, username: string): void {
  const length = Array.from(password).length
  if (length < MIN_PASSWORD_CHARACTERS || length > MAX_PASSWORD_CHARACTERS) {
    const span = `${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS}`
    throw problem('password_length', `A password has ${span} characters. Four random words work well.`)
  }
  const isObvious = password.toLowerCase().includes(username) && username.length >= 4
  if (isObvious || new Set(password).size < 5) {
    throw problem('password_easy', 'This password is too easy to guess. Four random words work well.')
  }
}

/** Throws `invalid_message` for what is no PIN, and for those that are tried first. */
export function requireGoodPin(pin: string): void {
  if (!/^\d+$/.test(pin) || pin.length !== PIN_DIGITS) {
    throw problem('pin_form', `A PIN has ${PIN_DIGITS} digits.`)
  }
  const digits = pin.split('').map(Number)
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)))
  const isRun = steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 0)
  const isRepeated = pin.slice(0, 3) === pin.slice(3) || pin.slice(0, 2).repeat(3) === pin
  if (isRun || isRepeated) throw problem('pin_easy', 'This PIN is too easy to guess. Choose another.')
}
