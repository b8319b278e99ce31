import { HubError } from '../../../protocol/errors.ts'
import { MAX_ROW_CHARACTERS, MAX_ROWS, tooManyRows, type CsvRow } from './csv-rows.ts'
import { jsonElements } from './json-elements.ts'
import { refusedAt } from './refusal.ts'

/** A list of members as a program gives it: its fields are columns, and those of what is inside a field too. */

/** Where an answer has its list: AV Gym and other programs that are made like it, then the usual ones. */
const LISTS = ['results', 'members', 'data', 'items']

/** Objects inside objects: a member has a plan, and that a name. */
const MAX_DEPTH = 3

/** True for text that is JSON and no CSV: no column is called so. */
export function isJson(head: string): boolean {
  return /^\ufeff?\s*[[{]\s*["{[\]}]/.test(head)
}

/**
 * The first row names the fields. A line is the place in the list, the first one after those names. Goes through the text twice: a field
 * may be named by the last member alone. Throws a HubError where it is no list.
 */
export async function* jsonRows(text: Iterable<string>, again: Iterable<string>): AsyncGenerator<CsvRow> {
  const { list, names } = namesIn(text)
  yield { cells: names, line: 1 }
  let line = 1
  for (const member of membersIn(again, list)) {
    line += 1
    const fields = fieldsOf(member)
    yield await Promise.resolve({ cells: names.map((name) => fields.get(name) ?? ''), line })
  }
}

/** What is known of one of the lists that a file has. */
interface SeenList {
  names: Set<string>
  /** False where something in it is no member. */
  isOfMembers: boolean
}

/** What members are called by, and in which list of the file they are: the first of `LISTS` that it has. */
function namesIn(text: Iterable<string>): { list: string | undefined; names: string[] } {
  const lists = new Map<string | undefined, SeenList>()
  let [rows, characters] = [0, 0]
  for (const { list, value } of jsonElements(text, LISTS)) {
    const seen = lists.get(list) ?? { names: new Set(), isOfMembers: true }
    lists.set(list, seen)
    const members = membersOf(value)
    // Where the file is the list itself, none is left that could have them.
    if (members === null && list === undefined) return noList()
    seen.isOfMembers &&= members !== null
    for (const name of namesOf(members ?? [])) {
      if (!seen.names.has(name)) characters += name.length
      seen.names.add(name)
    }
    rows += members?.length ?? 1
    if (rows > MAX_ROWS) throw tooManyRows(rows + 1)
    if (characters > MAX_ROW_CHARACTERS) throw refusedAt(rows + 1, null, TOO_MANY_NAMES)
  }
  const list = LISTS.find((name) => lists.has(name))
  const seen = lists.get(list)
  return seen?.isOfMembers === true ? { list, names: [...seen.names] } : noList()
}

const TOO_MANY_NAMES = 'this entry has fields that no other has. A file may have at most 100.'

const namesOf = (members: readonly object[]): string[] =>
  members.flatMap((member) => [...fieldsOf(member).keys()])

function* membersIn(text: Iterable<string>, list: string | undefined): Generator<object> {
  for (const element of jsonElements(text, LISTS)) {
    if (element.list === list) yield* membersOf(element.value) ?? noList()
  }
}

/** Of an element of a list: the member that it is, or those of the page that it is; null where it is neither. */
function membersOf(element: unknown): object[] | null {
  if (!isObject(element)) return null
  const page = element as Record<string, unknown>
  const name = LISTS.find((each) => Array.isArray(page[each]))
  if (name === undefined) return [element]
  const members: object[] = []
  for (const one of page[name] as unknown[]) {
    const found = membersOf(one)
    if (found === null) return null
    members.push(...found)
  }
  return members
}

function noList(): never {
  throw new HubError(
    'invalid_message',
    'The JSON file has no list of members. Save the list itself as a file.',
  )
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** What stands in each field, as text; `plan.name` is a field of its own. */
function fieldsOf(member: object, before = '', depth = 1): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(member) as [string, unknown][]) {
    const key = `${before}${name}`
    if (isObject(value)) {
      if (depth < MAX_DEPTH)
        for (const [inner, text] of fieldsOf(value, `${key}.`, depth + 1)) fields.set(inner, text)
    } else fields.set(key, textOf(value))
  }
  return fields
}

/** Cards are a list of text; a list of anything else is no cell. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
