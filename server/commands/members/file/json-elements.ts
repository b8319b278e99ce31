import { JSONParser, TokenType } from '@streamparser/json'
import { HubError } from '../../../protocol/errors.ts'
import { refusedAt } from './refusal.ts'

/**
 * UTF-8 bytes from one element of a list to the next: a page of some thousand members, or whatever stands before the list. Read as a
 * whole, 60 MB that say next to nothing take more than a gigabyte, and the engine ends the whole hub for it, not the thread alone.
 */
const MAX_ELEMENT_BYTES = 1_000_000

/** A page has a list, a member stands in it, has a plan, and that a name: far fewer. */
const MAX_NESTING = 20

/** What stands in the list of a JSON file. */
export interface JsonElement {
  /** What an object calls the list; undefined where the file is the list itself. */
  list: string | undefined
  value: unknown
}

/**
 * The elements of the list that a JSON file is, or of the lists of these names that its object has; each as it is read, so that none
 * waits in memory. Throws a HubError for what is no JSON, and for an element that is too large.
 */
export function* jsonElements(texts: Iterable<string>, names: readonly string[]): Generator<JsonElement> {
  let read: Reader | undefined
  for (const text of texts) {
    read ??= readerFor(text, names)
    yield* read(text)
  }
  if (read) yield* read(null)
}

/** Takes the next piece of the text, null for its end; gives what has come to its end in it. */
type Reader = (text: string | null) => JsonElement[]

function readerFor(head: string, names: readonly string[]): Reader {
  const isList = /^\s*\[/.test(head)
  const paths = isList ? ['$.*'] : names.map((name) => `$.${name}.*`)
  const parser = new JSONParser({ paths, keepStack: false })
  const found: JsonElement[] = []
  let depth = 0
  /** Bytes: of all that was given, up to the newest token, and up to the end of the newest element. */
  const bytes = { given: 0, token: 0, element: 0 }
  let before = 0
  parser.onToken = ({ token, offset }) => {
    bytes.token = offset
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1
    if (depth > MAX_NESTING) throw noJson()
  }
  parser.onValue = ({ key, value, stack }) => {
    // What an object has under one of the names may be an object itself.
    if (typeof key !== 'number') return
    found.push({ list: isList ? undefined : String(stack[1]?.key), value })
    before += 1
    bytes.element = bytes.token
  }
  return (text) => {
    try {
      if (text !== null) parser.write(text)
      else if (!parser.isEnded) parser.end()
    } catch (error) {
      throw error instanceof HubError ? error : noJson()
    }
    bytes.given += Buffer.byteLength(text ?? '')
    if (bytes.given - bytes.element > MAX_ELEMENT_BYTES) throw tooLong(before)
    return found.splice(0)
  }
}

function tooLong(before: number): HubError {
  return refusedAt(
    before + 2,
    null,
    `this entry is longer than ${MAX_ELEMENT_BYTES} bytes. Save the list of members alone as a file.`,
  )
}

function noJson(): HubError {
  return new HubError(
    'invalid_message',
    'The file begins as JSON and is none. Save it again from where it comes.',
  )
}
